// The one message that reminds a person of everything they were asked and did not answer.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, sections } from './kit/elements.ts'
import { count } from './kit/text.ts'
import { moment } from './kit/when.ts'
import { firstOf, type QuestionRow, questionLine } from './question-row.ts'
import { startValue } from './review/start.ts'

const SHOWN = 5
const HOUR = 3_600_000

/** `rows` by deadline, at least one. */
export function nudge({ rows, now }: { rows: readonly QuestionRow[]; now: number }): {
  text: string
  blocks: KnownBlock[]
} {
  const text = sentence(rows, now)
  return {
    text,
    blocks: [
      ...sections([`⏰ *${text}*`, ...firstOf(rows, SHOWN, (row) => questionLine(row, now))]),
      actions('nudge', [
        button({ label: 'Start review', action: ACTIONS.startAll, style: 'primary', value: startValue('') }),
      ]),
    ],
  }
}

/** "You have 12 questions waiting; 3 must be answered by 11:00." */
function sentence(rows: readonly QuestionRow[], now: number): string {
  const soon = rows.filter(({ deadline }) => deadline <= now + HOUR)
  const [named, by] = soon.length > 0 ? [soon, soon.at(-1)] : [rows.slice(0, 1), rows[0]]
  const what = rows.length === 1 ? 'it' : soon.length === 0 ? 'the first' : String(named.length)
  return `You have ${count(rows.length, 'question')} waiting; ${what} must be answered by ${moment(by?.deadline ?? now, now)}.`
}
