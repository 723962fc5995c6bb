// `/review` with words nobody knows: what can be typed instead, and a way to begin all the same.
import type { ModalView } from '@slack/web-api'
import { ACTIONS } from '../ids.ts'
import { actions, button, sections } from '../kit/elements.ts'
import { listed, say } from '../kit/text.ts'
import { modal } from '../kit/view.ts'
import { startValue } from './start.ts'

/** What the command's help shows as well. */
export const REVIEW_USAGE: readonly { typed: string; does: string }[] = [
  { typed: '', does: 'steps through everything you may decide, most urgent first' },
  { typed: 'urgent', does: 'what leaves next, or runs out within the hour' },
  { typed: 'fraud', does: 'one agent, by its name or a part of it; or an action: `hold`, `refund`' },
  { typed: 'HK', does: 'one market' },
  { typed: 'over 500', does: 'in US dollars; `over HKD 500` and `under 500` too' },
  { typed: 'mine', does: 'what was passed to you, or you have begun' },
  { typed: 'alike', does: 'the largest group of cases alike for the same reason' },
  { typed: 'audits', does: 'looks afterwards and second opinions: you answer first, then see what the agent did' },
  { typed: 'practice', does: 'practice cards only' },
]

export function reviewHelp(unknown: readonly string[]): ModalView {
  return modal({
    title: 'Review',
    blocks: [
      ...sections([
        `No case can be chosen by ${listed(unknown.slice(0, 5).map((word) => `"${say(word, 40)}"`))}. What can be typed, in any combination:`,
        ...REVIEW_USAGE.map(({ typed, does }) => `• \`/review${typed === '' ? '' : ` ${typed}`}\` ${does}`),
      ]),
      actions('review.help', [button({ label: 'Review all', action: ACTIONS.startAll, value: startValue('') })]),
    ],
  })
}
