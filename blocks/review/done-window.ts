// The end of a review: what was done, or why there is nothing to do and when there may be.
import type { ModalView } from '@slack/web-api'
import { ACTIONS, CLOSES } from '../ids.ts'
import { actions, button, sections } from '../kit/elements.ts'
import { count, mention, say } from '../kit/text.ts'
import { modal } from '../kit/view.ts'
import { time } from '../kit/when.ts'
import { type LastAnswer, lastLine } from './case-window.ts'
import { startValue } from './start.ts'

export type ReviewDone = {
  filter: string
  approved: number
  rejected: number
  /** Audits and second opinions. */
  looked: number
  unproven: number
  aside: number
  tookMs: number
  /** What other people are looking at, by person. */
  claimed: { by: string; count: number; until: number }[]
  /** Open cases the filter leaves out. */
  others: number
  last: LastAnswer | null
  metadata: string
}

export function doneWindow(data: ReviewDone): ModalView {
  const { approved, rejected, looked, last, metadata, others, aside } = data
  const done = approved + rejected + looked
  return modal({
    title: 'Review',
    closing: CLOSES.review,
    metadata,
    blocks: [
      ...lastLine(last),
      ...sections([
        done > 0 ? summary(data) : nothing(data),
        done > 0 && aside === 0 ? '🎉 Nothing is left here for you.' : '',
        aside > 0 ? `${count(aside, 'case')} you set aside ${aside === 1 ? 'is' : 'are'} still open.` : '',
        ...data.claimed.map(
          ({ by, count: n, until }) =>
            `${n} ${n === 1 ? 'is' : 'are'} claimed by ${mention(by)} until ${time(until)} at the latest.`,
        ),
      ]),
      ...(others + aside > 0
        ? [
            actions('review.done', [
              button({ label: `Review all ${others + aside} others`, action: ACTIONS.startAll, value: startValue('') }),
            ]),
          ]
        : []),
    ],
  })
}

/** "41 done in 12 min: 38 approved, 3 rejected; 5 counted as done, not as evidence" */
export function summary({ approved, rejected, looked, unproven, tookMs }: ReviewDone): string {
  const parts = [
    approved > 0 ? `${approved} approved` : '',
    rejected > 0 ? `${rejected} rejected` : '',
    looked > 0 ? `${looked} looked at afterwards` : '',
  ]
  const not = unproven > 0 ? `; ${unproven} counted as done, not as evidence` : ''
  return `*${approved + rejected + looked} done in ${duration(tookMs)}*: ${parts.filter(Boolean).join(', ')}${not}.`
}

function nothing({ filter }: ReviewDone): string {
  return filter === '' ? 'Nothing to review.' : `Nothing to review for "${say(filter, 100)}".`
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
