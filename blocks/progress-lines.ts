// What became of the questions that were answered: who, when, what followed, what went wrong.
import type { Button } from '@slack/web-api'
import type { ActionData, AnsweredData, CardData, WrongData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { button } from './kit/elements.ts'
import type { Line } from './kit/lines.ts'
import { inWords, mention, say, sayWithPeople } from './kit/text.ts'
import { time } from './kit/when.ts'
import { packed } from './target.ts'

const INSTEAD: Readonly<Record<string, string>> = {
  held: 'so the order was put on hold',
  holding: 'so the order is being put on hold',
  not_held: 'and the order could not be put on hold',
  released: 'so the order was put on hold, and that was taken back',
  skipped: 'so the step was skipped',
  nothing: 'and nothing was done',
}

export function answeredLine(answered: AnsweredData): string {
  const { status, at, because } = answered
  const label = say(answered.words.label, 60)
  switch (status) {
    case 'approved':
    case 'edited':
      return `✅ *${label}*: ${approval(answered)}`
    case 'rejected':
      if (answered.withdrawn) return `➖ *${label}*: withdrawn by ${who(answered)} at ${time(at)}`
      return `❌ *${label}*: rejected by ${who(answered)} at ${time(at)}${answered.reason ? ` (${say(inWords(answered.reason), 60)})` : ''}`
    case 'changes_requested':
      return `✏️ *${label}*: ${who(answered)} asked for changes at ${time(at)}`
    case 'expired':
      return `⏰ *${label}*: nobody answered by ${time(at)}, ${INSTEAD[because ?? 'held'] ?? `instead: ${say(because ?? '', 60)}`}`
    case 'superseded':
      return `➖ *${label}*: set aside, ${sayWithPeople(because ?? 'no longer asked', 120)}`
    default:
      return status satisfies never
  }
}

/** The icon says how it stands at a glance; the words say what to expect. */
export function actionLine({ words, status, at, ref, because, stoppable, veto }: ActionData): string {
  const why = because ? `: ${sayWithPeople(because, 130)}` : ''
  switch (status) {
    case 'scheduled':
      if (veto && !veto.announced) return `⏳ *${say(words.label, 60)}:* waits until Slack has confirmed this post`
      if (veto) return `⏱️ *${say(words.doing, 60)}* at ${time(at)} unless stopped${why}`
      return stoppable ? `⏱️ ${say(words.doing, 60)} at ${time(at)}` : `⏳ ${say(words.doing, 60)} …`
    case 'started':
      return `⏳ ${say(words.doing, 60)} …`
    case 'succeeded':
      return `📦 *${say(words.done, 60)}* at ${time(at)}${ref ? ` · ${say(ref, 60)}` : ''}`
    case 'failed':
      return `⚠️ *${say(words.label, 60)} did not work*${why}`
    case 'unknown':
      return `❔ ${say(words.doing, 60)}: no answer yet, looking up what happened`
    case 'stopped':
      return `✋ ${say(words.label, 60)}: stopped before it began${because ? ` by ${sayWithPeople(asPerson(because), 100)}` : ''}`
    case 'undoing':
      return `↩️ Taking back: ${say(words.done, 60)} …`
    case 'undone':
      return `↩️ *Taken back:* ${say(words.done, 60)}${ref ? ` · ${say(ref, 60)}` : ''}`
    default:
      return status satisfies never
  }
}

/** What can still be stopped or taken back says so next to it. */
export function actionLines({ run, actions }: Pick<CardData, 'run' | 'actions'>): Line[] {
  return actions.map((action, index) => {
    const line = { text: actionLine(action), keep: 7 + index / 100 }
    if (action.status === 'scheduled' && action.stoppable) return { ...line, keep: 10, button: stopButton(run, action) }
    return action.undo_until === null ? line : { ...line, button: undoButton(run, action) }
  })
}

export function progressLines(data: CardData): Line[] {
  return [
    ...data.answered.map((answered, index) => ({ text: answeredLine(answered), keep: 6 + index / 100 })),
    ...actionLines(data),
    ...data.wrongs.map((wrong, index) => ({ text: wrongLine(wrong), keep: 9 + index / 100 })),
    ...data.waiting.map(({ agent, because, since, retry_at }) => ({
      text: `⏳ *${say(agent, 40)}* waits since ${time(since)}: ${say(because, 120)}; looks again at ${time(retry_at)}`,
      keep: 8,
    })),
  ]
}

/** Who said so and when stays on the card, with what is done about it. */
export function wrongLine({ words, agent, by, at, reason, repair }: WrongData): string {
  const then = repair === null ? '' : '; a card of its own asks what to do now'
  return `⚠️ *${say(words.label, 60)}* (${say(agent, 40)}) was called wrong by ${mention(by)} at ${time(at)}: ${say(inWords(reason), 60)}${then}`
}

function stopButton(run: string, { action }: ActionData): Button {
  return button({ label: 'Stop', action: ACTIONS.stop, style: 'danger', value: packed({ run, action }) })
}

function undoButton(run: string, { action, words, asks_again }: ActionData): Button {
  return button({
    label: asks_again ? 'Take back, ask again' : 'Take back',
    action: ACTIONS.undo,
    value: packed({ run, action }),
    confirm: {
      title: 'Take it back?',
      text: `"${words.done}" is undone in the shop.${asks_again ? ' What led to it is a question again.' : ''}`,
      yes: 'Take back',
      no: 'Leave it',
    },
  })
}

function approval(answered: AnsweredData): string {
  const people =
    answered.first && answered.first !== answered.by ? `${mention(answered.first)} and ${who(answered)}` : who(answered)
  if (answered.carried) return `covered by ${people}'s answer, as it was shown then`
  if (answered.status === 'approved') return `approved by ${people} at ${time(answered.at)}`
  const changes = answered.changed.map(
    ({ field, from, to }) => `${say(inWords(field), 40)}: ${say(from, 50)} → ${say(to, 50)}`,
  )
  return `approved with a change by ${people} at ${time(answered.at)}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}`
}

function who({ by }: AnsweredData): string {
  return by === null ? 'somebody' : mention(by)
}

/** A bare user id becomes a mention; anything else is a reason in words. */
function asPerson(text: string): string {
  return /^[UW][A-Z0-9]{5,}$/.test(text) ? `<@${text}>` : text
}
