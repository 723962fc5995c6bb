// Many cases alike for the same reason, answered in one go: a list, a way to leave some out, one confirmation.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { FIELDS, VIEWS } from '../ids.ts'
import { header, sections } from '../kit/elements.ts'
import { choicesField } from '../kit/inputs.ts'
import { count, say } from '../kit/text.ts'
import { modal } from '../kit/view.ts'
import { moment } from '../kit/when.ts'

/** Slack offers at most so many choices; the rest comes in the next round. */
export const MOST_AT_ONCE = 100

export type AlikeCase = {
  /** Which decision, in which revision: at most 75 characters. */
  id: string
  number: string
  amount: string | null
  deadline: number
}

export type AlikeData = {
  /** "Hold it" */
  label: string
  agent: string
  why: string
  /** Continues "Approving …", for one of them. */
  approving: string
  cases: AlikeCase[]
  /** Alike cases beyond the ones listed. */
  more: number
  now: number
  metadata: string
}

export function alikeWindow(data: AlikeData): ModalView {
  const cases = data.cases.slice(0, MOST_AT_ONCE)
  return modal({
    title: 'Alike cases',
    submit: { label: `Approve ${cases.length}`, callback: VIEWS.alike },
    close: 'Back',
    metadata: data.metadata,
    blocks: [
      header(`${data.label}: ${count(cases.length, 'case')}`),
      ...sections([
        `*${say(data.agent, 60)}*, each for the same reason: ${say(data.why, 300)}`,
        `For the first of them: approving ${say(data.approving, 300)}.`,
        'Each is answered by itself: your limit, and whether it is still the same, are looked at one by one. Together they count as *one piece of evidence*, because they share one cause.',
        data.more > 0 ? `_${data.more} more are alike; they come after these._` : '',
      ]),
      choicesField({
        id: FIELDS.leaveOut,
        label: 'Leave these out',
        placeholder: 'None: approve all of them',
        choices: cases.map((one) => ({
          value: one.id,
          label: [`#${one.number.replace(/^#+/, '')}`, one.amount].filter(Boolean).join(' · '),
        })),
      }),
      ...listing(cases, data.now),
    ],
  })
}

function listing(cases: readonly AlikeCase[], now: number): KnownBlock[] {
  return sections(
    cases.map(
      ({ number, amount, deadline }) =>
        `• #${say(number.replace(/^#+/, ''), 40)}${amount === null ? '' : ` · ${say(amount, 40)}`} · by ${moment(deadline, now)}`,
    ),
  )
}
