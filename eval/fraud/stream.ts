// Orders through the pipeline, one after the other: judged, put to the gate, answered or audited, promoted by a manager who clicks at
// once, demoted by the keeper. Kept of it: what was decided how, and every change of level.
import { DAY } from '../../src/contracts/clock.ts'
import type { GateAnswer } from '../../src/contracts/gate.ts'
import type { Policy } from '../../src/contracts/policy.ts'
import type { EvidenceRow } from '../../src/ledger/trust.ts'
import { seededRandom } from '../seeded-random.ts'
import { createInstallation, type Installation, MANAGER } from '../stream/installation.ts'
import { createPeople } from '../stream/people.ts'
import { type Judge, USUAL } from './judges.ts'
import type { LabelledOrder } from './orders.ts'

/** A survey recomputes every scope from every row: once a simulated day, and not before so many further orders. */
export const SURVEY_EVERY = { ms: DAY, orders: 100 } as const

export type Judgement = {
  at: number
  action: string
  segment: string
  is_fraud: boolean
  is_right: boolean
  answer: GateAnswer['answer']
  /** Acted on a level that was earned; what equals the usual acts without one. */
  is_alone: boolean
  is_audited: boolean
  row: EvidenceRow
}

export type Shift = {
  /** From so many holds made alone on, a share of all that would be held is genuine. */
  after: number
  share: number
}

export type Streamed = {
  installation: Installation
  judgements: Judgement[]
  /** Index of the first judgement after the injected shift. */
  shiftedFrom: number | null
}

export type StreamOptions = {
  judge: Judge
  orders: readonly LabelledOrder[]
  policy: Policy
  catchRate: number
  seed: number
  shift?: Shift
  /** Ends the stream early. */
  isEnough?(streamed: Streamed, now: number): boolean
}

export async function stream(options: StreamOptions): Promise<Streamed> {
  const { judge, orders, policy, catchRate, seed, shift } = options
  const installation = createInstallation({ agent: judge.agent, policy, secret: `seed ${seed}` })
  const people = createPeople({ installation, catchRate, seed, stream: judge.agent.name })
  const flips = seededRandom(seed, `${judge.agent.name}/shift`)
  const streamed: Streamed = { installation, judgements: [], shiftedFrom: null }
  const surveyed = { at: Number.NEGATIVE_INFINITY, orders: 0 }
  let heldAlone = 0

  for (const order of orders.slice(judge.trainedOn)) {
    await people.until(order.at, async (row, found) => {
      // A right audit alone cannot raise an alarm.
      if (found === 'wrong' && row.verdict !== 'reject') await installation.keeper.look()
    })
    installation.at(order.at)
    const { judgements } = streamed
    if (order.at - surveyed.at >= SURVEY_EVERY.ms && judgements.length - surveyed.orders >= SURVEY_EVERY.orders) {
      Object.assign(surveyed, { at: order.at, orders: judgements.length })
      await installation.keeper.look()
      await clickWhatIsOffered(installation)
    }
    const proposal = judge.judge(order)
    const stops = proposal.action !== 'release'
    if (shift && streamed.shiftedFrom === null && heldAlone >= shift.after) streamed.shiftedFrom = judgements.length
    const isFlipped = streamed.shiftedFrom !== null && stops && shift !== undefined && flips() < shift.share
    const is_fraud = order.is_fraud && !isFlipped
    const is_right = stops === is_fraud
    const total = { amount: order.usd_cents, currency: 'USD' }
    const put = await installation.put({ number: order.id, proposal, usual: USUAL, total })
    const { answer, scope, level } = put.answer
    const is_alone = answer !== 'ask' && (level === 'L2' || level === 'L3')
    if (is_alone && stops) heldAlone += 1
    if (answer === 'ask') people.ask(put.row, is_right)
    if (put.isAudited) people.audit(put.row, is_right)
    const { action, segment } = scope
    if (!stops && is_fraud) people.willBeChargedBack(put.row)
    judgements.push({
      at: order.at,
      action,
      segment,
      is_fraud,
      is_right,
      answer,
      is_alone,
      is_audited: put.isAudited,
      row: put.row,
    })
    if (options.isEnough?.(streamed, order.at)) break
  }
  return streamed
}

async function clickWhatIsOffered({ survey, promote }: Installation): Promise<void> {
  for (const { offer, renewal, scope } of await survey())
    if (offer !== null) await promote.grant({ scope, by: MANAGER, cap_usd_cents: null, root_cause: 'looked into' })
    else if (renewal?.offer != null) await promote.renew({ scope, by: MANAGER })
}
