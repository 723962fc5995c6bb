// One question as a line among others: what is asked, how much is at stake, by when, and where to answer.
import { say, sayWithPeople } from './kit/text.ts'
import { moment } from './kit/when.ts'

export type QuestionRow = {
  run: string
  /** "Hold order #1042?" */
  ask: string
  amount: string | null
  deadline: number
  /** Where its card is; null while it is not posted. */
  link: string | null
  /** What else there is to say of it; empty for nothing. */
  note: string
}

export function questionLine({ ask, amount, deadline, link, note }: QuestionRow, now: number): string {
  return [
    `• ${linked(ask, link)}${amount === null ? '' : ` ${say(amount, 40)}`}`,
    `answer by ${moment(deadline, now)}`,
    note === '' ? '' : `_${sayWithPeople(note, 140)}_`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

export function linked(text: string, link: string | null): string {
  return link === null ? say(text, 80) : `<${link}|${say(text, 80)}>`
}

/** At most `most` of them, and how many more there are. */
export function firstOf<T>(all: readonly T[], most: number, line: (one: T) => string): string[] {
  const rest = all.length - most
  return [...all.slice(0, most).map(line), ...(rest > 0 ? [`and ${rest} more`] : [])]
}
