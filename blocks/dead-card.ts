// A run that cannot go on by itself: what happened, what a person can do, and the reference that finds it in the log.
import type { KnownBlock } from '@slack/web-api'
import type { CardData, EndedData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, header } from './kit/elements.ts'
import { CARD_LINES, fitted, inSections } from './kit/lines.ts'
import { named, practiceMark } from './kit/subject.ts'
import { say } from './kit/text.ts'
import { progressLines } from './progress-lines.ts'
import { stopRoom } from './stop-banner.ts'
import { packed } from './target.ts'

export function deadCard(data: CardData, { because, ref }: EndedData): KnownBlock[] {
  const target = packed({ run: data.run })
  return [
    header(deadTitle(data)),
    ...inSections(
      fitted(
        [
          { text: `*What happened:* ${say(because, 250)}`, keep: 10 },
          {
            text: '*What to do:* Try again. If it stops again, finish the order in the shop and pass the reference on.',
            keep: 10,
          },
          { text: ref === null ? '' : `*Reference:* ${say(ref, 80)}`, keep: 10 },
          ...progressLines(data),
        ],
        CARD_LINES - 2 - stopRoom(data),
        'in the order timeline',
      ),
    ),
    actions(`dead.${data.run}`, [
      button({ label: 'Try again', action: ACTIONS.revive, style: 'primary', value: target }),
      button({ label: 'Order timeline', action: ACTIONS.timeline, value: target }),
    ]),
  ]
}

export function deadTitle(data: CardData): string {
  return `${practiceMark(data)}${named(data.subject)} needs a person`
}
