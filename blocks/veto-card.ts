// Something an agent does unless somebody stops it: what, when, why it may, and the button. Before Slack has confirmed the post
// nobody can have seen it, so its time has not begun.
import type { KnownBlock } from '@slack/web-api'
import type { ActionData, CardData } from './card-data.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, header } from './kit/elements.ts'
import { CARD_LINES, fitted, inSections } from './kit/lines.ts'
import { named, practiceMark } from './kit/subject.ts'
import { say, sayWithPeople } from './kit/text.ts'
import { progressLines } from './progress-lines.ts'
import { stopRoom } from './stop-banner.ts'
import { packed } from './target.ts'

/** The first action that waits for a veto; null when none does. */
export function announcedOf({ actions: all, ended }: Pick<CardData, 'actions' | 'ended'>): ActionData | null {
  return ended
    ? null
    : (all.find(({ status, veto, stoppable }) => status === 'scheduled' && veto !== null && stoppable) ?? null)
}

export function vetoCard(data: CardData, announced: ActionData): KnownBlock[] {
  const why = announced.veto?.why ?? []
  const reasons = announced.veto?.reasons ?? []
  const lines = [
    ...progressLines(data),
    ...reasons.map((text, index) => ({ text: `• ${say(text)}`, keep: 8 - index })),
    {
      text: why.length === 0 ? '' : `*Why nobody is asked:* ${why.map((each) => sayWithPeople(each, 160)).join(' · ')}`,
      keep: 9,
    },
  ]
  return [
    header(vetoTitle(data, announced)),
    ...inSections(fitted(lines, CARD_LINES - 2 - stopRoom(data), 'in the order timeline')),
    actions(`veto.${announced.action}`, [
      button({ label: 'Order timeline', action: ACTIONS.timeline, value: packed({ run: data.run }) }),
    ]),
  ]
}

/** "Order #1042 · HK$ 5,480 · Release it, unless stopped", not escaped. */
export function vetoTitle(data: CardData, { words }: Pick<ActionData, 'words'>): string {
  return `${practiceMark(data)}${named(data.subject)} · ${words.label}, unless stopped`
}
