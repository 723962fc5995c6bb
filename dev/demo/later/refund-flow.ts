// Refund requests after a grant: sent through the real webhook, and counted from the record and the channel, never from what was meant.
import { z } from 'zod'
import { ACTIONS } from '../../../blocks/ids.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { type Clock, SECOND } from '../../../src/contracts/clock.ts'
import type { StoredTrustEvent } from '../../../src/contracts/trust.ts'
import { arrayLiteral, timestamp } from '../../../src/ledger/row-set.ts'
import { scopeKey } from '../../../src/trust/grants.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import { ANA, OPS } from '../people.ts'
import { askForRefund, type RefundReason, refundRequest } from '../refunds/requests.ts'
import type { Stage } from '../stage.ts'
import { REFUNDS } from '../weeks/refund-weeks.ts'
import { yesOf } from './clear-desk.ts'

/** The first number of the demo's own requests. Chosen once, like a seed: every lot follows from it. */
const FIRST = 11

const Flow = z.object({
  proposed: z.number(),
  /** Nobody was asked. */
  acted: z.number(),
  asked: z.number(),
  /** Drawn by lot for a look afterwards: only these say how often it is wrong. */
  by_lot: z.number(),
  /** Picked besides, at the edge of the grant: barely sure enough, or close to the limit. */
  targeted: z.number(),
  /** Of those drawn by lot. */
  wrong_by_lot: z.number(),
})
export type Flow = z.infer<typeof Flow>

/** "4 picked by lot for a look, 10 more at the edge of the grant" */
export function pickedWords({ by_lot, targeted }: Pick<Flow, 'by_lot' | 'targeted'>): string {
  return `${by_lot} picked by lot for a look, ${targeted} more at the edge of the grant (barely sure enough, or close to the limit)`
}

const FLOW = `
  SELECT count(*) AS proposed, count(*) FILTER (WHERE answer = 'act') AS acted, count(*) FILTER (WHERE answer = 'ask') AS asked,
    count(*) FILTER (WHERE audit_drawn = 'random') AS by_lot, count(*) FILTER (WHERE audit_drawn = 'targeted') AS targeted,
    count(*) FILTER (WHERE audit_drawn = 'random' AND audit = 'wrong') AS wrong_by_lot
  FROM decisions WHERE run_kind = 'live' AND agent = $1 AND action = $2 AND proposed_at >= $3::timestamptz`

const SETTLED = `
  SELECT count(*) AS settled FROM runs WHERE entity_id = ANY($1::text[]) AND kind = 'live' 
    AND (status = 'completed' OR waiting_on = 'human')`

const UNSETTLED = `
  SELECT number, status, waiting_on, version, wake_at FROM runs WHERE entity_id = ANY($1::text[]) AND kind = 'live'
    AND NOT (status = 'completed' OR coalesce(waiting_on, '') = 'human')`

export type RefundFlow = {
  /** Sends so many, and resolves when the record holds what became of each. */
  send(count: number, about?: { reason?: RefundReason; pauseMs?: number; onEach?(): void }): Promise<string[]>
  since(moment: number): Promise<Flow>
  /** What was granted or taken back of small refunds since a moment, newest last. */
  trust(since: number): Promise<StoredTrustEvent[]>
  /** Of these requests, how many are open cards in the channel. */
  cards(numbers: readonly string[]): number
  /** Cards of an audit that nobody has answered. */
  audits(): number
}

export function createRefundFlow(stage: Stage, clock: Clock): RefundFlow {
  const { ledger } = stage.app
  const person = createReviewer(stage.slack, ANA)
  let next = FIRST

  async function settled(numbers: readonly string[]): Promise<void> {
    const until = performance.now() + 30 * SECOND
    const ids = numbers.map((number) => `events:help-desk:${number}`)
    for (;;) {
      const [row] = await stage.adapters.db.query<{ settled: number }>(SETTLED, [arrayLiteral(ids)])
      if (Number(row?.settled ?? 0) >= ids.length) return
      if (performance.now() > until) {
        const others = await stage.adapters.db.query(UNSETTLED, [arrayLiteral(ids)])
        const why = `${row?.settled ?? 0} of ${ids.length} requests were decided in time; the others: ${JSON.stringify(others)}`
        throw new AppError('demo.slow', why)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  return {
    async send(count, { reason, pauseMs = 0, onEach } = {}) {
      const numbers: string[] = []
      for (let sent = 0; sent < count; sent += 1) {
        const request = refundRequest(next, reason)
        next += 1
        await askForRefund({ ...stage, clock }, request)
        numbers.push(request.order.number)
        onEach?.()
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
      await settled(numbers)
      return numbers
    },
    async since(moment) {
      const { agent, action } = REFUNDS
      const [row] = await stage.adapters.db.query(FLOW, [agent, action, timestamp(moment)])
      return Flow.parse(row)
    },
    async trust(since) {
      return (await ledger.trust.all()).filter(
        ({ at, event }) => at >= since && scopeKey(event.scope) === scopeKey(REFUNDS),
      )
    },
    cards(numbers) {
      const open = person.cards(OPS).filter((card) => yesOf(card) !== undefined)
      return open.filter(({ blocks }) => numbers.some((number) => JSON.stringify(blocks).includes(`#${number}`))).length
    },
    audits: () => person.cards(OPS).filter(({ blocks }) => JSON.stringify(blocks).includes(ACTIONS.auditState)).length,
  }
}
