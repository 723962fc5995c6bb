// `/stuck`: what does not go on by itself, with the reason, what to do, and a way to do it.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { z } from 'zod'
import { ACTIONS } from './ids.ts'
import { actions, button, context, header, sections, withButton } from './kit/elements.ts'
import { count, say } from './kit/text.ts'
import { modal } from './kit/view.ts'
import { dayAndTime } from './kit/when.ts'
import { packed } from './target.ts'

export type StuckData = {
  items: {
    what: 'dead' | 'run' | 'card' | 'delivery' | 'question'
    title: string
    kind: 'live' | 'practice' | 'seed' | 'backtest' | 'audit'
    since: number
    why: string
    todo: string
    run: string | null
  }[]
  /** How the time was chosen after which something counts as stuck. */
  rule: string
}

/** What a button that opens it travels with. */
export const StuckTarget = z.object({ minutes: z.int().positive().nullable() })

export function stuckValue(minutes: number | null): string {
  return JSON.stringify({ minutes })
}

/** An audit is to look like any other case. */
const MARKS = { live: '', audit: '', practice: 'PRACTICE · ', seed: 'SAMPLE · ', backtest: 'CHECK · ' } as const

const SHOWN = 15
const ICONS = { dead: '🧟', run: '🐌', card: '📭', delivery: '📦', question: '🙅' } as const

export function stuckMessage(data: StuckData): KnownBlock[] {
  const { items, rule } = data
  if (items.length === 0)
    return [
      ...sections(['✅ *Nothing is stuck.* Every order goes on by itself or waits for an answer in time.']),
      context([rule]),
    ]
  const left = items.length - SHOWN
  return [
    header(`${count(items.length, 'thing')} stuck`),
    ...items.slice(0, SHOWN).flatMap(itemBlocks),
    ...(left > 0 ? sections([`_and ${left} more_`]) : []),
    context([rule]),
  ]
}

export function stuckModal(data: StuckData): ModalView {
  return modal({ title: 'Stuck', blocks: stuckMessage(data) })
}

/** For notifications and screen readers. */
export function stuckText({ items }: Pick<StuckData, 'items'>): string {
  const [first] = items
  if (!first) return 'Nothing is stuck.'
  const more = items.length > 1 ? ` and ${items.length - 1} more` : ''
  return `Stuck: ${say(first.title, 80)}${more}`
}

function itemBlocks(item: StuckData['items'][number], index: number): KnownBlock[] {
  const { what, title, kind, since, why, todo, run } = item
  const text = [
    `${ICONS[what]} *${MARKS[kind]}${say(upperFirst(title), 100)}* since ${dayAndTime(since)}`,
    `${say(upperFirst(why), 300)}`,
    `_${say(todo, 200)}_`,
  ].join('\n')
  if (run === null) return sections([text])
  const timeline = button({
    label: 'Timeline',
    action: ACTIONS.timeline,
    value: packed({ run }),
    aloud: `Timeline: ${title}`,
  })
  if (what !== 'dead') return [withButton(text, timeline)]
  return [
    ...sections([text]),
    actions(`stuck.${index}`, [
      button({
        label: 'Try again',
        action: ACTIONS.revive,
        style: 'primary',
        value: packed({ run }),
        aloud: `Try again: ${title}`,
      }),
      timeline,
    ]),
  ]
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
