// The end of the guide, played without a person: every figure is counted in the record and the local Slack, none is what was meant.
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDemoClock } from '../../dev/demo/clock.ts'
import { runSixWeeks, type SixWeeks } from '../../dev/demo/later/six-weeks-run.ts'
import { ANA, OPS } from '../../dev/demo/people.ts'
import { createStage, type Stage } from '../../dev/demo/stage.ts'
import { REFUNDS } from '../../dev/demo/weeks/refund-weeks.ts'
import { createReviewer } from '../../dev/slack/reviewer.ts'
import { DAY } from '../../src/contracts/clock.ts'

let stage: Stage
let outcome: SixWeeks
const began = Date.now()

beforeAll(async () => {
  const clock = createDemoClock()
  stage = await createStage({
    clock: clock.now,
    log: pino({ level: 'silent' }),
    slackRate: 50,
    port: 0,
    brisk: true,
    onlyMustAsk: true,
    stores: { DATABASE_URL: undefined, REDIS_URL: undefined },
  })
  outcome = await runSixWeeks(stage, { clock, slackRate: 50, progress: () => undefined })
}, 120_000)
afterAll(() => stage.stop())

const said = () => createReviewer(stage.slack, ANA).messages(OPS)

describe('next Monday, 9:00', () => {
  it('says that its six weeks are samples before the digest says what was in them', () => {
    const texts = said().map(({ text }) => text)
    const label = texts.findIndex((text) => text.includes('SAMPLE'))
    const digest = texts.findIndex((text) => text.startsWith('Digest'))
    expect(label).toBeGreaterThanOrEqual(0)
    expect(digest).toBeGreaterThan(label)
  })

  it('comes on a Monday morning, after whatever day it is', async () => {
    const [digest] = said().filter(({ text }) => text.startsWith('Digest'))
    const at = new Date(Number(digest?.ts) * 1_000)
    expect([at.getDay(), at.getHours()]).toEqual([1, 9])
    expect(at.getTime() - began).toBeLessThanOrEqual(7 * DAY + 60_000)
  })

  it('shows no order of the six weeks that does not call itself a sample', async () => {
    const rows = await stage.adapters.db.query<{ number: string }>(
      `SELECT number FROM runs WHERE workflow LIKE 'sample%' AND number NOT LIKE 'SAMPLE-%'`,
    )
    expect(rows).toEqual([])
  })
})

describe('small refunds, granted under a limit', () => {
  it('were first granted by the same gate, on the sample evidence', async () => {
    const grants = (await stage.app.ledger.trust.all()).flatMap(({ event }) =>
      event.type === 'granted' && event.scope.agent === REFUNDS.agent ? [event] : [],
    )
    expect(grants.map(({ level, override, cap_usd_cents }) => [level, override, cap_usd_cents])).toEqual([
      ['L2', null, null],
      ['L3', null, 5_000],
    ])
    for (const { evidence } of grants) expect(evidence.log_evidence).toBeGreaterThanOrEqual(evidence.log_threshold)
  })

  it('flow without a card, are paid once each, and some are picked for a look: one in ten by lot, others at the edge', () => {
    expect(outcome).toMatchObject({ granted: 'L3', limit_usd: 50, requests: 40, flowed: 40, cards: 0, paid: 40 })
    expect(outcome.audited_by_lot).toBeGreaterThanOrEqual(2)
    expect(outcome.audited_by_lot).toBeLessThanOrEqual(8)
    expect(outcome.audited_targeted).toBeGreaterThan(0)
    expect(stage.shop.state.effects.actedTwice()).toBe(0)
  })
})

describe('an agent that goes bad', () => {
  it('is taken back by itself, which the channel hears with the evidence', () => {
    const { demoted_after, cause, because, audits_answered, audits_wrong, audits_wrong_by_lot } = outcome
    expect(['audits', 'proven_below_target']).toContain(cause)
    expect(demoted_after).toBeLessThan(100)
    expect(audits_wrong_by_lot).toBeGreaterThanOrEqual(2)
    expect(audits_wrong).toBeGreaterThanOrEqual(audits_wrong_by_lot)
    // Those of the forty good ones are answered too, and found right.
    expect(audits_answered).toBeGreaterThan(audits_wrong)
    expect(audits_answered - audits_wrong).toBeLessThanOrEqual(outcome.audited_by_lot + outcome.audited_targeted)
    const [notice] = said().filter(({ text }) => text.includes('lost its autonomy'))
    expect(JSON.stringify(notice?.blocks)).toContain(because)
  })

  it('asks again with its next proposals', () => {
    expect(outcome.cards_back).toBe(3)
  })
})
