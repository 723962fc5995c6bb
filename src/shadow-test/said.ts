// How a test stands, for a terminal and as JSON.

import { listed } from '../../blocks/kit/text.ts'
import { actionLines, foundLines, headline, nextLines, noAnswerLine } from '../../blocks/shadow/report-words.ts'
import type { Json, JsonObject } from '../contracts/json.ts'
import type { ShadowReport } from '../contracts/shadow.ts'
import type { Replayed } from '../trust/shadow/begin.ts'
import type { ShadowTest } from '../trust/shadow/fold.ts'

export type Standing = {
  test: ShadowTest
  result: ShadowReport | null
  /** Null where the test was there before. */
  replayed: Replayed | null
  isLoaded: boolean
  /** What was typed and changes nothing about it. */
  ignored: readonly string[]
}

export function asJson({ test, result, replayed, ignored }: Standing): JsonObject {
  const { type: _, ...begun } = test.begun
  return {
    ...begun,
    begun_at: new Date(test.at).toISOString(),
    open: test.cases.filter(({ status }) => status === 'open').length,
    judged: test.cases.filter(({ status }) => status === 'judged').length,
    said_again: replayed?.again ?? null,
    result: (result as Json) ?? null,
    took_over: test.took_over !== null,
    ignored: [...ignored],
  }
}

export function asWords({ test, result, replayed, isLoaded, ignored }: Standing): string {
  const { agent, old_version, new_version, cases, same, failed, cards } = test.begun
  const open = test.cases.filter(({ status }) => status === 'open').length
  const shows =
    ignored.length === 0
      ? ''
      : `This is the test of ${agent} ${new_version} against ${old_version} on ${number(cases)} decisions, begun ${new Date(test.at).toISOString().slice(0, 10)}; there is one per version. Ignored: ${listed(ignored)}.`
  const again = replayed?.again
    ? `${old_version} was asked again and said the same in ${number(replayed.again.same)} of ${number(replayed.again.asked)}${replayed.again.same < replayed.again.asked ? ': either its code has changed without a new number, or its answers depend on more than its inputs' : ', so the inputs are all there'}.`
    : ''
  if (!result)
    return lines([
      shows,
      `${agent} ${new_version} against ${old_version}: ${number(cases)} past decisions, the same in ${number(same)}${failed > 0 ? `, no answer in ${number(failed)}` : ''}.`,
      noAnswerLine(test.begun),
      again,
      `${number(open)} of ${number(cards)} cases wait for people: the running app puts them to reviewers in Slack, five at a time.`,
      'The report is posted there when all are compared; this command shows it too.',
    ])
  return lines([
    shows,
    headline(result),
    ...foundLines(result),
    again,
    ...actionLines(result),
    ...nextLines(result, null),
    result.passed && !isLoaded ? 'It is not in agents/challengers.ts: until it is, nobody can let it take over.' : '',
  ])
}

/** Without Slack's marks. */
function lines(all: readonly string[]): string {
  return `${all
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replace(/\*([^*]+)\*/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
    .join('\n')}\n`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
