// The one live brief of a channel with more open questions than it can show: how many, what cannot wait, what is alike, what was missed.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, context, header, sections } from './kit/elements.ts'
import { count, say } from './kit/text.ts'
import { dayAndTime, time } from './kit/when.ts'
import { startValue } from './review/start.ts'

export type BriefData = {
  open: number
  /** From this many on, new cards are not posted one by one. */
  above: number
  urgent: { count: number; due: { count: number; by: number } | null }
  /** The largest group of cases alike for the same reason. */
  alike: { count: number; why: string; filter: string } | null
  /** Questions nobody answered, whose orders were held: since when, and how many. */
  held: { count: number; since: number } | null
  /** The most urgent ones, so that the brief says something by itself. */
  first: { ask: string; deadline: number }[]
}

export function briefCard({ open, above, urgent, alike, held, first }: BriefData): KnownBlock[] {
  return [
    header(`${open.toLocaleString('en-US')} questions are open`),
    ...sections([
      urgent.due ? `⏰ *${urgent.due.count}* due by ${time(urgent.due.by)}: they wait for a departure or a reply` : '',
      urgent.count > (urgent.due?.count ?? 0) ? `⏳ *${urgent.count}* urgent in all` : '',
      alike ? `🧩 *${alike.count}* alike (${say(alike.why, 120)})` : '',
      held
        ? `⚠️ *${held.count}* ran out since ${dayAndTime(held.since)} without an answer: those orders were *held*, where they still could be`
        : '',
      ...first.slice(0, 3).map(({ ask, deadline }) => `• ${say(ask, 110)} by ${time(deadline)}`),
    ]),
    actions('brief', [
      ...(urgent.count > 0
        ? [
            button({
              label: `Start: ${urgent.count} urgent`,
              action: ACTIONS.startUrgent,
              style: 'primary',
              value: startValue('urgent'),
            }),
          ]
        : []),
      ...(alike
        ? [
            button({
              label: `Start: ${alike.count} alike`,
              action: ACTIONS.startAlike,
              value: startValue(alike.filter),
            }),
          ]
        : []),
      button({ label: 'Review all', action: ACTIONS.startAll, value: startValue('') }),
    ]),
    context([
      `While more than ${Math.floor(above / 2)} are open, new questions are not posted one by one: \`/review\` has every one of them, the most urgent first.`,
    ]),
  ]
}

/** For notifications and screen readers. */
export function briefText({ open, urgent }: Pick<BriefData, 'open' | 'urgent'>): string {
  const due = urgent.due ? ` · ${urgent.due.count} due by ${time(urgent.due.by)}` : ''
  return `${count(open, 'question')} open${due} · /review`
}

/** What the brief turns into. */
export function caughtUp({ open }: { open: number }): { text: string; blocks: KnownBlock[] } {
  const rest =
    open === 0 ? 'Nothing is open.' : `The ${open === 1 ? 'one that is' : `${open} that are`} still open follow below.`
  const text = `✅ All caught up. ${rest}`
  return { text, blocks: sections([text]) }
}
