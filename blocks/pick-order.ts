// Several orders go by that name: one line and one button each.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { button, sections, withButton } from './kit/elements.ts'
import { numbered } from './kit/subject.ts'
import { inWords, say } from './kit/text.ts'
import { dayAndTime } from './kit/when.ts'
import { packed } from './target.ts'

export type OrderMatch = {
  run: string
  number: string
  shop: string
  status: string
  practice: boolean
  created_at: number
}

export function pickOrder({ asked, matches }: { asked: string; matches: readonly OrderMatch[] }): KnownBlock[] {
  return [
    ...sections([`*"${say(asked, 80)}" fits ${matches.length} orders.* Which one?`]),
    ...matches.slice(0, 10).map((match) =>
      withButton(
        `${match.practice ? 'PRACTICE · ' : ''}*${say(numbered(match.number), 60)}* · ${say(match.shop, 80)} · ${say(inWords(match.status), 30)} · ${dayAndTime(match.created_at)}`,
        button({
          label: 'Show',
          action: ACTIONS.show,
          value: packed({ run: match.run }),
          aloud: `Show order ${numbered(match.number)} of ${match.shop}`,
        }),
      ),
    ),
  ]
}

export function noOrder(asked: string): KnownBlock[] {
  return sections([
    `*No order goes by "${say(asked, 80)}".*`,
    "Try its number as the shop shows it (`/order 1042`), the shop's own long id, the customer's e-mail address, or a tracking number.",
    'An order that arrived a moment ago may need a few seconds.',
  ])
}
