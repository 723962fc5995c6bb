// What becomes of a grant while it holds: renewed or not, and warned of when its inputs look different.
import { describe, expect, it } from 'vitest'
import { createRecord } from '../../eval/stream/record.ts'
import { DAY } from '../../src/contracts/clock.ts'
import { audit, openOffice } from './office.ts'
import { history, NOW, scope } from './sample-evidence.ts'

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
      ...{ expires_at: NOW + 340 * DAY, evidence: { decisions: 240 } },
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
