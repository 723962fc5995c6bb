// The same card once nothing is asked any more: what was decided, how the actions stand, and what can still be stopped.
import type { KnownBlock } from '@slack/web-api'
import type { CardData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { CARD_LINES, fitted, inSections } from './kit/lines.ts'
import { named, practiceMark } from './kit/subject.ts'
import { progressLines } from './progress-lines.ts'
import { stopRoom } from './stop-banner.ts'
import { packed } from './target.ts'

export function progressCard(data: CardData): KnownBlock[] {
  const lines = fitted(progressLines(data), CARD_LINES - 2 - stopRoom(data), 'in the order timeline')
  return [
    header(progressTitle(data)),
    ...(lines.length > 0 ? inSections(lines) : sections(['Nothing is asked and nothing is under way.'])),
    actions(`after.${data.run}`, [
      button({ label: 'Order timeline', action: ACTIONS.timeline, value: packed({ run: data.run }) }),
      ...(data.correctable
        ? [button({ label: 'This was wrong', action: ACTIONS.wrong, value: packed({ run: data.run }) })]
        : []),
    ]),
  ]
}

/** "Order #1042 · HK$ 5,480 · held", not escaped. */
export function progressTitle(data: CardData): string {
  return `${practiceMark(data)}${named(data.subject)} · ${data.ended?.outcome ?? 'in progress'}`
}
