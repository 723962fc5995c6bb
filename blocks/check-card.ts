// A card that turns out to have been a check. It names nobody: how somebody answered is between them and the record.
import type { KnownBlock } from '@slack/web-api'
import type { CardData, CheckData } from './card-data.ts'
import { header, sections } from './kit/elements.ts'
import { named } from './kit/subject.ts'
import { say } from './kit/text.ts'

export function checkCard(data: CardData, check: CheckData): KnownBlock[] {
  return [header(checkTitle(data)), ...sections(CHECK_LINES[check.kind].map((line) => line(check)))]
}

/** "This was a check · Order #1042", not escaped. */
export function checkTitle(data: CardData): string {
  return `This was a check · ${named(data.subject)}`
}

const NOTHING = (): string => 'Nothing of it was carried out, and it says nothing about the agent.'
const CHECK_LINES: Readonly<Record<CheckData['kind'], readonly ((check: CheckData) => string)[]>> = {
  known_wrong: [
    () => '🧪 The agent’s answer on this card was wrong on purpose.',
    ({ gave_away }) => (gave_away === '' ? '' : `*What gave it away:* ${say(gave_away, 300)}`),
    NOTHING,
  ],
  known_right: [() => '🧪 The answer on this card was known to be right.', NOTHING],
  double: [() => '🧪 A second opinion was given. What was decided before stands.'],
  audit: [() => '🔎 A look afterwards was taken. Its result is in the order timeline.'],
}

/** For the person who answered, and for nobody else. */
export function checkWords({ kind, caught, gave_away }: CheckData & { caught: boolean | null }): string {
  switch (kind) {
    case 'known_wrong':
      return caught
        ? '🧪 This was a check: the agent’s answer was wrong on purpose. You caught it.'
        : `🧪 This was a check: the agent’s answer was wrong on purpose, and you approved it.${gave_away === '' ? '' : ` What gave it away: ${say(gave_away, 300)}`}`
    case 'known_right':
      return caught
        ? '🧪 This was a check: the agent’s answer was known to be right, and you approved it.'
        : '🧪 This was a check: the agent’s answer was known to be right, and you did not approve it.'
    case 'double':
      return caught
        ? '🧪 Thank you: your second opinion is the agent’s own.'
        : '🧪 Thank you: your second opinion differs. What was decided before stands.'
    case 'audit':
      return '🔎 Thank you: it is in the record, and the agent answers for it.'
    default:
      return kind satisfies never
  }
}
