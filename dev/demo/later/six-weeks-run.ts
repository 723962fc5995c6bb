// The two later parts of the demo without a person: what a manager would click is clicked, and what came of it is counted.
import { ACTIONS, FIELDS } from '../../../blocks/ids.ts'
import { AppError } from '../../../src/contracts/app-error.ts'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Message } from '../../slack/contract.ts'
import { elementsOf } from '../../slack/interactivity/elements.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import type { DemoClock } from '../clock.ts'
import { insist } from '../insist.ts'
import { ANA } from '../people.ts'
import type { Stage } from '../stage.ts'
import { REFUNDS } from '../weeks/refund-weeks.ts'
import { goesBad } from './goes-bad.ts'
import { nextMonday, WEEKS } from './next-monday.ts'
import { createRefundFlow, pickedWords } from './refund-flow.ts'

export const REQUESTS = 40
export const LIMIT_USD = 50
const PATIENCE_MS = 30 * SECOND

export type SixWeeks = {
  sample_weeks: number
  /** The level that was granted on the digest. */
  granted: string | null
  limit_usd: number
  requests: number
  /** Acted, and nobody was asked. */
  flowed: number
  /** Cards that asked about one of them. */
  cards: number
  /** Paid in the shop. */
  paid: number
  /** Of the requests: drawn by lot for a look afterwards, and picked besides because they were at the edge of the grant. */
  audited_by_lot: number
  audited_targeted: number
  /** Requests it paid wrongly before its autonomy was taken back. */
  demoted_after: number | null
  demoted_in_seconds: number | null
  cause: string | null
  because: string | null
  /** Looks that were answered from when it went bad until it was taken back, those at the requests among them. */
  audits_answered: number
  /** Of these; the lot's alone say how often it is wrong, and count against the grant. */
  audits_wrong: number
  audits_wrong_by_lot: number
  cards_back: number
  slack_rate: number
  seconds: number
}

export async function runSixWeeks(
  stage: Stage,
  { clock, slackRate, progress }: { clock: DemoClock; slackRate: number; progress(line: string): void },
): Promise<SixWeeks> {
  const began = performance.now()
  const ana = createReviewer(stage.slack, ANA)
  const flow = createRefundFlow(stage, clock.now)
  progress('six sample weeks, and the clock to next Monday 9:00')
  const { at, digest } = await nextMonday(stage, { clock, patienceMs: 5 * SECOND })
  progress('the digest is there; Ana grants small refunds under a limit')
  await grantOnDigest(stage, digest)
  const granted = (await flow.trust(at)).findLast(({ event }) => event.type === 'granted')?.event
  progress(`${REQUESTS} refund requests`)
  const numbers = await flow.send(REQUESTS)
  await stage.app.lookNow()
  await ana.until(() => flow.audits() > 0, { timeoutMs: PATIENCE_MS, what: 'the audits' })
  const counted = await flow.since(at)
  const good = { cards: flow.cards(numbers), paid: paidIn(stage, numbers) }
  progress(`${counted.acted} acted without a card, ${pickedWords(counted)}; now the tool goes bad`)
  const demoted = await goesBad(stage, flow, { now: at, hurry: true })
  return {
    sample_weeks: WEEKS,
    granted: granted?.type === 'granted' ? granted.level : null,
    limit_usd: granted?.type === 'granted' ? (granted.cap_usd_cents ?? 0) / 100 : 0,
    requests: numbers.length,
    flowed: counted.acted,
    ...good,
    audited_by_lot: counted.by_lot,
    audited_targeted: counted.targeted,
    demoted_after: demoted?.after ?? null,
    demoted_in_seconds: demoted?.seconds ?? null,
    cause: demoted?.event.cause ?? null,
    because: demoted?.event.because ?? null,
    audits_answered: demoted?.audits ?? 0,
    audits_wrong: demoted?.wrong ?? 0,
    audits_wrong_by_lot: (await flow.since(at)).wrong_by_lot,
    cards_back: demoted?.cards_back ?? 0,
    slack_rate: slackRate,
    seconds: Number(((performance.now() - began) / SECOND).toFixed(1)),
  }
}

/** What a manager does on the digest: presses Grant, types a limit, presses Grant in the window. */
export async function grantOnDigest({ slack }: Pick<Stage, 'slack'>, digest: Message): Promise<void> {
  const ana = createReviewer(slack, ANA)
  const offer = elementsOf(digest.blocks).find(
    ({ actionId, element }) => actionId === ACTIONS.grant && String(element['value']).includes(REFUNDS.action),
  )
  if (!offer) throw new AppError('demo.no_offer', 'the digest offers no grant for small refunds')
  const blocks = digest.blocks.filter(({ block_id }) => block_id === offer.blockId)
  await insist(() => ana.click(ACTIONS.grant, { message: { ...digest, blocks } }))
  const form = await ana.until(
    () => {
      const view = ana.view()
      return view && JSON.stringify(view.view).includes(FIELDS.trustCap) ? view : undefined
    },
    { timeoutMs: PATIENCE_MS, what: 'the form of the grant' },
  )
  await insist(() => ana.submit(form, { [FIELDS.trustCap]: String(LIMIT_USD) }))
  for (let view = ana.view(); view; view = ana.view()) await ana.close(view)
}

function paidIn({ shop }: Stage, numbers: readonly string[]): number {
  const ids = new Set(numbers.map((number) => `events:help-desk:${number}`))
  return shop.state.effects
    .all()
    .filter(({ action, entity_id, applied }) => action === 'refund' && applied && ids.has(entity_id)).length
}
