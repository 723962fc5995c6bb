// Whether a reviewer's approvals of a week are evidence. When not, approvals are dropped and rejections kept: that can only
// raise the measured error, so the gate stays valid.
import { catchRateBound, type Seeds } from './catch-rate.ts'

export type ReviewerWeek = {
  seeds: Seeds
  approvals: number
  /** Given faster than the case can be read. */
  fastApprovals: number
}

const LEAST_CATCH_RATE = 0.6
const LEAST_SEEDS = 20
const MOST_FAST = 0.2

export function approvalsCount({ seeds, approvals, fastApprovals }: ReviewerWeek): boolean {
  if (seeds.shown >= LEAST_SEEDS && catchRateBound(seeds) < LEAST_CATCH_RATE) return false
  return fastApprovals <= MOST_FAST * approvals
}
