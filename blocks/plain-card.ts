// A card whose usual form Slack would refuse: the question as plain text, still with its buttons.
import type { KnownBlock } from '@slack/web-api'
import type { CardData } from './card-data.ts'
import { sections } from './kit/elements.ts'
import { say } from './kit/text.ts'
import { answerButtons } from './question-card.ts'
import { cardTitle } from './run-card.ts'

export function plainCard(data: CardData): KnownBlock[] {
  const { question } = data
  return [
    ...sections([
      say(cardTitle(data), 300),
      '_This card could not be shown in full. "More" and `/order` have everything._',
    ]),
    ...(question && data.ended?.phase !== 'dead' ? [answerButtons(question)] : []),
  ]
}

/** When not even buttons get through: where the question can be answered instead. */
export function wordsOnly(text: string): string {
  return `${text}\nThis card could not be shown. Open the app's Home tab to answer it, or type /order to read it.`
}
