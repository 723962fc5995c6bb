// The answer itself: the engine's own, with a note that says that it was given at the server, by whom, and what could not be checked.
import type { VerdictRequest } from '../contracts/verdict.ts'
import type { Answer } from '../engine/engine.ts'
import { answerText } from '../slack/answer-words.ts'
import type { Given } from './arguments.ts'
import type { Installation } from './installation.ts'

/** Who typed it. */
export type Operator = { user: string; host: string }

export type Outcome = { counted: boolean; outcome: string; words: string; note: string }

export async function give(
  { engine, isActive, isShared }: Pick<Installation, 'engine' | 'isActive' | 'isShared'>,
  target: Pick<VerdictRequest, 'run_id' | 'decision_id' | 'revision'>,
  { kind, by, reason_code, note: words, revision }: Given,
  operator: Operator,
): Promise<Outcome> {
  const isUnchecked = (await isActive(by)) === 'unknown'
  const note = [
    `break-glass, by ${operator.user} on ${operator.host}`,
    isUnchecked ? `Slack could not be asked about ${by}: by the role of the user id alone` : '',
    words ?? '',
  ]
    .filter((part) => part !== '')
    .join('; ')
  const answer = await engine.answer({
    ...target,
    ...(revision === undefined ? {} : { revision }),
    ...{ kind, by, note },
    ...(reason_code === undefined ? {} : { reason_code }),
  })
  const counted = answer.outcome === 'counted'
  const next = counted
    ? ` ${isShared ? 'A running app goes on within a second.' : 'The app goes on with it when it is started.'}`
    : ''
  const unchecked = isUnchecked
    ? ' Slack could not be asked whether this person is still active; the record says so.'
    : ''
  return { counted, outcome: answer.outcome, words: `${wordsFor(answer)}${next}${counted ? unchecked : ''}`, note }
}

/** What the person would have been told in Slack, without its marks. */
function wordsFor(answer: Answer): string {
  if (answer.outcome === 'stale')
    return 'Nothing was decided: the question has changed since that revision. Look again.'
  if (answer.outcome === 'unknown') return 'No such question is in the record.'
  return answerText(answer)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<[@#!](?:subteam\^)?([\w-]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/[✅✋]\s*/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
