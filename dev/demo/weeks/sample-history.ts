// Six weeks of sample history for the demo, and the first step of autonomy in them: granted by the product's own gate, at that moment.
import { actions } from '../../../src/actions/registry.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { DAY, HOUR } from '../../../src/contracts/clock.ts'
import type { Policy } from '../../../src/contracts/policy.ts'
import { createTrustBook } from '../../../src/trust/book.ts'
import { createPromote } from '../../../src/trust/promote.ts'
import { createReviewers } from '../../../src/trust/reviewers.ts'
import { createSurvey } from '../../../src/trust/survey.ts'
import { ANA } from '../people.ts'
import { smallRefund } from '../refunds/actions.ts'
import { smallRefunds } from '../refunds/agent.ts'
import type { Stage } from '../stage.ts'
import { fill } from './fill.ts'
import { sixWeeks, trustHistory } from './order-weeks.ts'
import { ASKED_DAYS, REFUNDS, refundWeeks } from './refund-weeks.ts'

/** `start`: Monday 00:00, six weeks before the day the demo jumps to. */
export async function sampleHistory(
  { app: { ledger }, adapters: { db }, configuration }: Pick<Stage, 'app' | 'adapters' | 'configuration'>,
  start: number,
): Promise<void> {
  const weeks = { start, config_hash: configuration.hash }
  const orders = sixWeeks({ ...weeks, workflow: 'sample_orders' })
  await fill({ db, ledger, rows: orders, trust: trustHistory(start) })
  await fill({ db, ledger, rows: refundWeeks(weeks, { from: 0, to: ASKED_DAYS }) })
  await grantFirst(ledger, configuration.policy, start + ASKED_DAYS * DAY + 8 * HOUR)
  await fill({ db, ledger, rows: refundWeeks(weeks, { from: ASKED_DAYS, to: 42 }) })
}

/** Throws when the gate is closed on the sample evidence: the sample is then no example of anything. */
async function grantFirst({ trust, checks }: Stage['app']['ledger'], policy: Policy, at: number): Promise<void> {
  const clock = () => at
  const book = createTrustBook({ trust, rates: policy.rates, clock })
  const { seedsOf, trusted } = createReviewers({ checks, clock })
  const survey = createSurvey({
    ...{ trust, book, seedsOf, trusted, policy, clock },
    registry: [smallRefunds],
    actions: { ...actions, small_refund: smallRefund },
  })
  const promote = createPromote({ trust, book, survey, roleOf: async () => 'admin', policy, clock })
  const given = await promote.grant({ scope: REFUNDS, by: ANA, cap_usd_cents: null })
  if (given.outcome === 'granted') return
  const missing = given.outcome === 'closed' ? given.standing.unmet.map(({ condition }) => condition).join(', ') : ''
  throw new AppError('demo.closed', `the sample weeks do not open the gate: ${given.outcome} ${missing}`)
}
