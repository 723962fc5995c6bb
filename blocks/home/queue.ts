// What waits for one person: how to begin, the most urgent ones, and when there is nothing, what to do instead.
import type { Button, KnownBlock } from '@slack/web-api'
import { ACTIONS } from '../ids.ts'
import { actions, button, sections, withButton } from '../kit/elements.ts'
import { count, listed, mention, say } from '../kit/text.ts'
import { moment } from '../kit/when.ts'
import { startValue } from '../review/start.ts'
import { packed } from '../target.ts'

export type Queue = {
  cases: {
    run: string
    title: string
    agent: string
    opened_at: number
    deadline: number
    practice: boolean
    urgent: boolean
    /** Somebody passed it to this person. */
    passed: boolean
  }[]
  /** All of them; `cases` holds the most urgent ones. */
  total: number
  urgent: number
}

/** Whose Home tab it is: whether their setup is still to be done, whom they can ask, whether they have ever answered. */
type Whose = { setup: { done: boolean } | null; ask: readonly string[]; newcomer: boolean }

/** How many practice cards a newcomer is offered: enough to approve, reject and edit one. */
export const FIRST_PRACTICE = 3

export function queueBlocks({ cases, total, urgent }: Queue, whose: Whose): KnownBlock[] {
  if (total === 0) return nothing(whose)
  return [
    ...sections([
      `*${count(total, 'case')}* ${total === 1 ? 'waits' : 'wait'} for you${urgent > 0 ? `, *${urgent}* urgent` : ''}.`,
    ]),
    actions('queue', [
      button({
        label: 'Start review',
        action: ACTIONS.startAll,
        style: 'primary',
        value: startValue(''),
        aloud: `Start to review ${count(total, 'case')}, the most urgent first`,
      }),
      ...(urgent > 0 && urgent < total
        ? [button({ label: `Start: ${urgent} urgent`, action: ACTIONS.startUrgent, value: startValue('urgent') })]
        : []),
      ...(whose.newcomer ? [practiceButton(true)] : []),
    ]),
    ...cases.map(row),
    ...(total > cases.length ? sections([`_${total - cases.length} more; the most urgent are shown._`]) : []),
  ]
}

function row({ run, title, agent, opened_at, deadline, practice, urgent, passed }: Queue['cases'][number]): KnownBlock {
  const marks = [practice ? 'PRACTICE · ' : '', urgent ? '⏳ ' : ''].join('')
  return withButton(
    `*${marks}${say(title, 120)}*\n${say(agent, 40)} · answer by ${moment(deadline, opened_at)}${passed ? ' · passed to you' : ''}`,
    button({ label: 'Open', action: ACTIONS.open, value: packed({ run }), aloud: `Open: ${title}` }),
  )
}

/** Empty is not a dead end: it says what happens next, or what to try. */
function nothing({ setup, ask, newcomer }: Whose): KnownBlock[] {
  if (setup && !setup.done) return sections(['Nothing can be asked yet: finish the setup above.'])
  return [
    ...sections([
      '🎉 Nothing waits for you. New questions appear here and in the channel as orders arrive.',
      setup || ask.length === 0
        ? ''
        : `Ask ${listed(ask.slice(0, 3).map(mention))} to answer questions about roles and limits.`,
    ]),
    actions('nothing', [practiceButton(newcomer)]),
  ]
}

function practiceButton(newcomer: boolean): Button {
  if (!newcomer) return button({ label: 'Post practice cards', action: ACTIONS.practice })
  return button({
    label: `Try ${FIRST_PRACTICE} practice cards`,
    action: ACTIONS.practice,
    value: String(FIRST_PRACTICE),
  })
}
