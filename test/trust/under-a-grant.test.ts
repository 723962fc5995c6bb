// What becomes of a grant while it holds: renewed or not, and warned of when its inputs look different.
import { describe, expect, it } from 'vitest'
import { createRecord } from '../../eval/stream/record.ts'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'
import { audit, openOffice } from './office.ts'
import { history, NOW, row, scope } from './sample-evidence.ts'

const enough = async () => openOffice(createRecord().trust, history({ decisions: 240 }))

describe('renewing', () => {
  const held = async () => {
    const desk = await enough()
    await desk.promote.grant({ scope, by: 'ULEA', cap_usd_cents: 4_000 })
    desk.pass(160 * DAY)
    return desk
  }

  it('is a new certificate on the same terms, by a lead, once however often it is pressed', async () => {
    const { promote, hear, stored, survey } = await held()
    hear(Array.from({ length: 60 }, () => audit(100)))
    expect(await promote.renew({ scope, by: 'UANA' })).toMatchObject({ outcome: 'forbidden' })
    await Promise.all([1, 2].map(() => promote.renew({ scope, by: 'ULEA' })))
    const grants = (await stored()).flatMap(({ event }) => (event.type === 'granted' ? [event] : []))
    expect(grants).toHaveLength(2)
    expect(grants[1]).toMatchObject({
      ...{ level: 'L2', cap_usd_cents: 4_000, from_confidence: grants[0]?.from_confidence, override: null },
      ...{ expires_at: NOW + 340 * DAY, evidence: { decisions: 300 } },
      renews: { seq: expect.any(Number), audits: 60, wrong: 0, estimate: 0 },
    })
    expect((await survey())[0]?.renewal).toBeNull()
  })

  it('is refused while something is missing, and the grant lapses once: people are asked, and nothing speaks against it', async () => {
    const { promote, survey, pass, level, keeper, stored } = await held()
    expect((await survey())[0]?.renewal).toMatchObject({ offer: null, binding: { condition: 'audits' } })
    expect(await promote.renew({ scope, by: 'ULEA' })).toMatchObject({ outcome: 'closed' })
    expect(await level()).toBe('L2')
    pass(20 * DAY)
    expect(await level()).toBe('L1')
    expect((await Promise.all([keeper.look(), keeper.look()])).reduce((a, b) => a + b)).toBe(1)
    expect((await stored()).at(-1)).toMatchObject({ event: { type: 'demoted', cause: 'expired' } })
  })
})

describe('the share that was wrong of everything it did', () => {
  const chargeback = (confidence = 0.9) =>
    row({
      ...{ proposed_at: NOW + HOUR, opened_at: null, verdict: null, level: 'L2', confidence },
      ...{ outcome: 'chargeback', outcome_at: NOW + 2 * DAY },
    })
  const estimate = async ({ survey }: Awaited<ReturnType<typeof enough>>) => (await survey())[0]?.estimate

  it('has what was learned of decisions nobody looked at, and goes on having it when the grant is over', async () => {
    const desk = await enough()
    await desk.promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    desk.pass(3 * DAY)
    expect(await estimate(desk)).toBe(0)
    desk.hear([chargeback()])
    // 240 answers, and 400 decisions of its own.
    expect(await estimate(desk)).toBeCloseTo(1 / 640, 10)
    desk.hear(Array.from({ length: 3 }, () => chargeback()))
    expect(await estimate(desk)).toBeCloseTo(4 / 640, 10)
    await desk.promote.withdraw({ scope, by: 'ULEA', because: 'a try' })
    expect(await estimate(desk)).toBeCloseTo(4 / 640, 10)
  })

  it('has its audits stand for all it did alone, and leaves out what the grant does not cover', async () => {
    const desk = openOffice(createRecord().trust, history({ decisions: 240 }))
    await desk.actsAlone(scope)
    const found = Array.from({ length: 10 }, (_, index) => (index === 0 ? ('wrong' as const) : ('ok' as const)))
    desk.hear(found.map((each) => ({ ...audit(1), audit: each })))
    desk.pass(2 * DAY)
    // A tenth of 398 was wrong, and two are known.
    desk.hear([chargeback(), chargeback(), chargeback(0.3)])
    expect(await estimate(desk)).toBeCloseTo((2 + 39.8) / 640, 10)
  })
})

describe('inputs that look different from when it was granted', () => {
  it('are a warning in the survey, and take nothing back', async () => {
    const { promote, survey, keeper, level, shift } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    shift({ before: [0, 20, 200], now: [0, 20, 200] })
    expect((await survey())[0]?.drift).toBeNull()
    shift({ before: [0, 20, 200], now: [150, 20, 50] })
    expect((await survey())[0]?.drift).toMatchObject({ warns: true, before: 220, now: 220 })
    expect(await keeper.look()).toBe(0)
    expect(await level()).toBe('L2')
  })
})

describe('what a break in a grant does not wash away', () => {
  const ask = { scope, by: 'ULEA', cap_usd_cents: null }
  /** Four of twenty-one audits wrong: worried, and short of the alarm. */
  const worrying = Array.from({ length: 21 }, (_, index) => {
    const at = NOW + (index + 1) * HOUR
    const found = index % 5 === 4 ? ('wrong' as const) : ('ok' as const)
    return row({ proposed_at: at, audited_at: at + HOUR, p_audit: 0.3, audit: found, opened_at: null, verdict: null })
  })
  const withdrawn = async () => {
    const desk = openOffice(createRecord().trust, history({ decisions: 1_000, days: 40 }), { unasked: 70 })
    await desk.promote.grant(ask)
    desk.pass(2 * DAY)
    desk.hear(worrying)
    expect(await desk.keeper.look()).toBe(0)
    await desk.promote.withdraw({ ...ask, because: 'too many wrong' })
    return desk
  }
  const right = (count: number) => Array.from({ length: count }, () => row({ closed_at: NOW + 2 * DAY }))

  it('what its audits found is held against the next offer, until right answers have made up for it', async () => {
    const { survey, promote, hear, level } = await withdrawn()
    const [standing] = await survey()
    expect(standing).toMatchObject({ open: true, offer: null, binding: { condition: 'recent_errors' } })
    expect(standing?.cusum).toBeGreaterThan(3)
    expect(await promote.grant(ask)).toMatchObject({ outcome: 'closed' })
    hear(right(standing?.binding?.need ?? 0))
    expect(await promote.grant(ask)).toMatchObject({ outcome: 'granted', level: 'L2' })
    expect(await level()).toBe('L2')
  })

  it('the watch goes on where it stood, and so alarms sooner', async () => {
    const { promote, hear, pass, keeper, stored } = await withdrawn()
    hear(right(200))
    await promote.grant(ask)
    const wrongs = (count: number) => Array.from({ length: count }, () => ({ ...audit(3), audit: 'wrong' as const }))
    pass(2 * DAY)
    hear(wrongs(1))
    expect(await keeper.look()).toBe(0)
    hear(wrongs(1))
    expect(await keeper.look()).toBe(1)
    expect((await stored()).at(-1)).toMatchObject({ event: { cause: 'audits' } })
  })
})

describe('a click on what is not true any more', () => {
  it('says what is so, and a grant after one that was taken back is a grant', async () => {
    const { promote, level, stored } = await enough()
    const ask = { scope, by: 'ULEA', cap_usd_cents: null }
    for (const grants of [1, 2, 3]) {
      expect(await promote.grant(ask)).toMatchObject({ outcome: 'granted' })
      expect(await level()).toBe('L2')
      expect((await stored()).filter(({ event }) => event.type === 'granted')).toHaveLength(grants)
      await promote.withdraw({ ...ask, because: 'a try' })
    }
  })

  it('is closed where somebody granted something else in the same moment', async () => {
    const { promote, stored } = await enough()
    const around = { scope, by: 'UADA', level: 'L3' as const, reason: 'peak week', cap_usd_cents: null }
    const found = await Promise.all([
      promote.override(around),
      promote.grant({ scope, by: 'ULEA', cap_usd_cents: null }),
    ])
    expect(found.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'granted'])
    expect(await stored()).toHaveLength(1)
  })
})

describe('acting alone', () => {
  it('is never wider than the veto level it was earned at', async () => {
    const sure = history({ decisions: 240, days: 31 }).map((each) => ({ ...each, confidence: 0.96 }))
    const { promote, hear, pass, stored, level } = openOffice(createRecord().trust, sure)
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: 5_000 })
    hear(Array.from({ length: 400 }, (_, index) => row({ confidence: 0.72, closed_at: NOW + index * HOUR })))
    hear(Array.from({ length: 60 }, () => ({ ...audit(20), confidence: 0.96 })))
    pass(21 * DAY)
    expect(await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })).toMatchObject({
      ...{ outcome: 'granted', level: 'L3' },
    })
    expect((await stored()).map(({ event }) => event)).toMatchObject([
      { level: 'L2', from_confidence: 0.95, cap_usd_cents: 5_000 },
      { level: 'L3', from_confidence: 0.95, cap_usd_cents: 5_000 },
    ])
    expect(await level()).toBe('L3')
  })

  it('ends at an error of the time before, learned of now', async () => {
    const { promote, hear, keeper, stored } = await enough()
    await promote.grant({ scope, by: 'ULEA', cap_usd_cents: null })
    hear([row({ proposed_at: NOW - 9 * DAY, closed_at: NOW - 8 * DAY, corrected_at: NOW + 1, severity: 3 })])
    expect(await keeper.look()).toBe(1)
    expect((await stored()).at(-1)).toMatchObject({ event: { cause: 'severe_error' } })
  })
})

describe('a keeper that cannot read', () => {
  const slipped = row({ proposed_at: NOW + 1, corrected_at: NOW + 2, severity: 3, opened_at: null })
  const about = { confidence: 0.95, amount: null }

  it('looks at all the others, and what it could not look at for a minute asks', async () => {
    const other = { ...scope, agent: 'unreadable' }
    const desk = openOffice(createRecord().trust, [slipped], { watching: true, unreadable: other.agent })
    for (const each of [other, scope]) await desk.actsAlone(each)
    expect(await desk.book.levelOf(other, about)).toBe('L3')
    desk.pass(MINUTE)
    expect(await desk.keeper.look()).toBe(1)
    expect([await desk.level(), await desk.book.levelOf(other, about)]).toEqual(['P', 'L3'])
    desk.pass(1)
    expect(await desk.book.levelOf(other, about)).toBe('L1')
  })

  it('lets it act again once it was looked at', async () => {
    const desk = openOffice(createRecord().trust, [], { watching: true })
    await desk.actsAlone(scope)
    expect(await desk.level()).toBe('L3')
    desk.pass(2 * MINUTE)
    expect(await desk.level()).toBe('L1')
    expect(await desk.keeper.look()).toBe(0)
    expect(await desk.level()).toBe('L3')
  })
})
