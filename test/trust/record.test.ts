// The record of trust outlives whatever is written to it: it can always be read back, and nothing is granted on what is true no more.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY } from '../../src/contracts/clock.ts'
import { NO_EVIDENCE } from '../../src/contracts/trust.ts'
import type { Db } from '../../src/ledger/db.ts'
import { createTrustStore, type EvidenceRow, type TrustStore } from '../../src/ledger/trust.ts'
import { takeOver } from '../../src/trust/shadow/take-over.ts'
import { emptyDb } from '../setup/embedded-db.ts'
import { audit, openOffice } from './office.ts'
import { history, NOW, row, scope } from './sample-evidence.ts'
import { passed, REPORT } from './shadow/sample-test.ts'

let db: Db
let store: TrustStore
beforeAll(async () => {
  db = await emptyDb()
  store = createTrustStore(db)
})
beforeEach(() => db.script('TRUNCATE trust_events'))
afterAll(() => db.close())

const around = { scope, level: 'L3' as const, reason: 'peak week', cap_usd_cents: 5_000, by: 'UADA' }
const ask = { scope, by: 'ULEA', cap_usd_cents: null }
const types = async () => (await store.all()).map(({ event }) => event.type)

describe('where reviewers have caught nothing yet', () => {
  it.each([
    { shown: 0, caught: 0 },
    { shown: 9, caught: 0 },
  ])('an admin still goes around the gate, and the record still reads: %o', async (seeds) => {
    const { promote, level, keeper, survey } = openOffice(store, history({ decisions: 60 }), {
      seedsOf: async () => seeds,
    })
    expect(await promote.override(around)).toMatchObject({ outcome: 'granted' })
    expect((await store.all())[0]?.event).toMatchObject({ evidence: { log_evidence: NO_EVIDENCE, alpha_eff: 0 } })
    expect(await level()).toBe('L3')
    expect(await keeper.look()).toBe(0)
    expect((await survey())[0]).toMatchObject({ level: 'L3', grant: { override: 'peak week' } })
  })

  it('a grant whose check cases are all too old is renewed, and the record still reads', async () => {
    let seeds = { shown: 40, caught: 40 }
    const office = openOffice(store, history({ decisions: 240 }), { seedsOf: async () => seeds })
    await office.promote.grant(ask)
    seeds = { shown: 0, caught: 0 }
    office.pass(170 * DAY)
    office.hear(Array.from({ length: 60 }, () => audit(160)))
    expect(await office.promote.renew({ scope, by: 'ULEA' })).toMatchObject({ outcome: 'renewed' })
    expect((await store.all())[1]?.event).toMatchObject({ evidence: { log_evidence: NO_EVIDENCE } })
    expect(await office.level()).toBe('L2')
  })

  it('what an older version wrote down as nothing at all reads as no evidence', async () => {
    const { promote, level } = openOffice(store, history({ decisions: 60 }))
    await promote.override(around)
    await db.script(`UPDATE trust_events SET event = jsonb_set(event, '{evidence,log_evidence}', 'null')`)
    expect((await store.all())[0]?.event).toMatchObject({ evidence: { log_evidence: NO_EVIDENCE } })
    expect(await level()).toBe('L3')
  })

  it('what could not be read back is refused, and nothing of it stays', async () => {
    const event = { type: 'declined' as const, scope, level: 'L2' as const, because: 'x', ask_again_at: Number.NaN }
    await expect(store.append(event, { by: 'ULEA', at: NOW, cause: 'x' })).rejects.toThrow()
    expect(await store.all()).toEqual([])
  })
})

describe('what slips while it is being granted more', () => {
  const severe = row({ proposed_at: NOW + 1, corrected_at: NOW + 2, severity: 3, opened_at: null })

  /** `during`: what happens between the look at the evidence and the grant. */
  function office(rows: readonly EvidenceRow[]) {
    let during: (() => Promise<unknown>) | null = null
    const own = openOffice(store, rows, {
      async doubted() {
        const happening = during
        during = null
        await happening?.()
        return false
      },
    })
    const slips = () => {
      during = async () => {
        own.hear([severe])
        expect(await own.keeper.look()).toBe(1)
      }
    }
    return { ...own, slips }
  }

  it('is not granted it: the demotion stands, and the way back is the long one', async () => {
    const { promote, pass, hear, slips, level } = office(history({ decisions: 240, days: 30 }))
    await promote.grant(ask)
    pass(8 * DAY)
    hear(Array.from({ length: 50 }, () => audit(7)))
    slips()
    expect(await promote.grant(ask)).toMatchObject({ outcome: 'closed', standing: { level: 'P', grant: null } })
    expect(await types()).toEqual(['granted', 'demoted'])
    expect(await level()).toBe('P')
  })

  it('is not excepted by a click on what is true no more; by the next one, knowingly, it is', async () => {
    const { promote, slips } = office(history({ decisions: 240 }))
    await promote.grant(ask)
    slips()
    expect(await promote.override(around)).toMatchObject({ outcome: 'closed' })
    expect(await types()).toEqual(['granted', 'demoted'])
    expect(await promote.override(around)).toMatchObject({ outcome: 'granted', level: 'L3' })
  })

  it('is not renewed', async () => {
    const { promote, pass, hear, slips } = office(history({ decisions: 240 }))
    await promote.grant(ask)
    pass(170 * DAY)
    hear(Array.from({ length: 60 }, () => audit(160)))
    slips()
    expect(await promote.renew({ scope, by: 'ULEA' })).toMatchObject({ outcome: 'closed' })
    expect(await types()).toEqual(['granted', 'demoted'])
  })

  it('is not said to be granted because it was before: "not yet" came first', async () => {
    const { promote } = office(history({ decisions: 240 }))
    await promote.grant(ask)
    const { last_seq } = (await openOffice(store, history({ decisions: 240 })).survey())[0] ?? {}
    const decline = { scope, by: 'ULEA', because: 'after the sale', ask_again_at: NOW + DAY }
    let during = true
    const other = openOffice(store, history({ decisions: 240 }), {
      async doubted() {
        if (during) {
          during = false
          await promote.decline(decline)
        }
        return false
      },
    })
    expect(await other.promote.override({ ...around, level: 'L2' })).toMatchObject({ outcome: 'closed' })
    expect((await store.all()).map(({ seq }) => seq)[0]).toBe(last_seq)
    expect(await types()).toEqual(['granted', 'declined'])
  })

  it('is not inherited by a version that takes over at that moment', async () => {
    const { promote, keeper, hear } = openOffice(store, history({ decisions: 240 }))
    await promote.grant(ask)
    const took: unknown[] = []
    const own = { ...store }
    // The keeper is between the look at the levels and what is inherited of them.
    own.all = async () => {
      const seen = await store.all()
      own.all = store.all
      hear([severe])
      expect(await keeper.look()).toBe(1)
      return seen
    }
    const taking = await takeOver(
      {
        trust: own,
        shadow: {
          all: async () => passed({ agent: scope.agent, new_version: '2.0.0' }, scope.action),
          append: async (event) => took.push(event) > 0,
        },
        roleOf: async () => 'lead',
        liveVersion: async () => scope.version,
        clock: () => NOW,
      },
      { report: REPORT, by: 'ULEA' },
    )
    expect(taking).toMatchObject({ outcome: 'took_over', inherits: [] })
    expect(took).toMatchObject([{ type: 'took_over', inherits: [] }])
    expect(await types()).toEqual(['granted', 'demoted'])
  })
})
