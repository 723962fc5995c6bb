// Where two must agree: who is on which side so far, in one line.
import type { QuestionData } from './card-data.ts'
import { mention, say } from './kit/text.ts'
import { time } from './kit/when.ts'

type Agreement = Pick<QuestionData, 'approvals' | 'changed'>

/** "*1 of 2 to hold it:* @Ana at 09:00 · *1 of 2 to reject:* @Ben at 09:05; two must agree on one side". Empty before the first answer. */
export function agreementLine({ approvals, changed }: Agreement): string {
  if (approvals.length === 0) return ''
  const sides = approvals.map(({ by, at, to }) => {
    const how = changed?.by === by ? ' with a change' : ''
    return `*1 of 2 to ${say(to, 40)}:* ${mention(by)}${how} at ${time(at)}`
  })
  return `${sides.join(' · ')}; ${sides.length > 1 ? 'two must agree on one side' : 'a second person must agree'}`
}
