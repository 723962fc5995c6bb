// A question that contradicts one in another run on the same order: both sides stand on that one's card, and the choice is made there.
import type { KnownBlock } from '@slack/web-api'
import type { CardData, QuestionData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, context, header, sections } from './kit/elements.ts'
import { say } from './kit/text.ts'
import { questionTitle } from './question-card.ts'
import { standing } from './question-lines.ts'
import { packed } from './target.ts'

export function joinedCard(
  data: CardData,
  question: QuestionData,
  joined: NonNullable<QuestionData['joined']>,
): KnownBlock[] {
  return [
    header(questionTitle(data, question)),
    context([standing(data, question)]),
    ...sections([
      `⚖️ *${say(joined.agent, 40)}* contradicts this on the same order: "${say(joined.words.label, 40)}". Both sides stand on one card, and one choice answers both.`,
    ]),
    // "More" answers this one alone, should the other card be gone.
    actions(`joined.${question.target.decision}.${question.target.revision}`, [
      button({
        label: 'Open the choice',
        action: ACTIONS.open,
        style: 'primary',
        value: packed({ run: joined.run }),
      }),
      button({ label: 'More', action: ACTIONS.more, value: packed(question.target) }),
    ]),
  ]
}
