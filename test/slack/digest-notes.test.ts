// What of autonomy gets into a digest: what may be granted or renewed, what lapses, and everything held against everything.
import { describe, expect, it } from 'vitest'
import type { ScopeData } from '../../blocks/autonomy/trust-words.ts'
import { createDigests, type Readers } from '../../src/slack/digest/digests.ts'
import { portfolioOf } from '../../src/trust/portfolio.ts'
import { fullChecking, fullDigest, proposal } from '../blocks/digest-samples.ts'
import { read } from '../blocks/read.ts'

const week = fullDigest('HK', 1).week
const renewal = (offer: 'L2' | null): NonNullable<ScopeData['renewal']> => ({
  ...{ lapses_at: week.to, offer, audits: { done: 60, wrong: 0 }, estimate: 0 },
  binding: offer === null ? { condition: 'audits', have: 9, need: 50, daysLeft: 70 } : null,
})
const asked: (string | null)[] = []
const shown = async (scopes: ScopeData[], market: string | null, readers: Readers = 'manager'): Promise<string> => {
  const digests = createDigests({
    read: async () => fullDigest('HK', 1),
    ledger: { digest: { since: async () => 0, markets: async () => ['HK'] } },
    autonomy: {
      overview: async () => ({ scopes, agents: [], portfolio: portfolioOf(scopes) }),
      checking: async ({ market: of = null } = {}) => {
        asked.push(of)
        return { ...fullChecking('starter'), warnings: [] }
      },
    },
    stuck: { count: async () => 0 },
    policy: { time_zone: 'Etc/UTC', markets: {} },
  })
  return read((await digests.render({ week, market }, readers)).blocks)
}
const closed = (patch: Partial<ScopeData>): ScopeData => ({ ...proposal('HK'), offer: null, ...patch })

describe('the digest', () => {
  it('counts a renewal among what needs somebody, and names what lapses with what is missing', async () => {
    const said = await shown(
      [closed({ renewal: renewal('L2') }), closed({ agent: 'order_routing', renewal: renewal(null) })],
      null,
    )
    expect(said).toContain('*Needs you:* 1 proposal')
    expect(said).toContain('[Renew]')
    expect(said).toMatch(/\*About to lapse\*\n• \*order_routing\*.*Still 41 audits/)
    expect(said).toContain('How well are we checking?')
  })

  it('has how well people check for managers alone: a channel and others are told where it stands', async () => {
    const caught = 'Known-wrong cases caught: 47 of 52'
    expect(await shown([], null, 'manager')).toContain(caught)
    const before = asked.length
    for (const readers of ['channel', 'anybody'] as const) {
      const said = await shown([], null, readers)
      expect(said).not.toMatch(/47 of 52|Second opinions|known-right/i)
      expect(said).toContain('Leads and admins see it in `/autonomy`.')
    }
    expect(asked).toHaveLength(before)
  })

  it('lets a channel grant, and not just anybody who asks', async () => {
    const offered = [closed({ offer: 'L2' })]
    expect(await shown(offered, null, 'channel')).toContain('[Grant]')
    expect(await shown(offered, null, 'anybody')).not.toContain('[Grant]')
  })

  it('keeps to a market, checks of it included', async () => {
    const said = await shown([closed({ segment: 'SG|0-50', renewal: renewal(null) })], 'HK')
    expect(said).not.toContain('About to lapse')
    expect(asked.at(-1)).toBe('HK')
  })

  it('holds scopes against each other above twenty, with the evidence they have now', async () => {
    const many = (count: number, log_evidence: number, from = 0) =>
      Array.from({ length: count }, (_, index) => closed({ log_evidence, segment: `HK|${from + index}` }))
    expect(portfolioOf(many(20, 3.2))).toBeNull()
    expect(portfolioOf([...many(20, 3.2), closed({ decisions: 0 }), closed({ alpha: 0 })])).toBeNull()
    // Twenty to one is enough for one scope; of thirty the best must reach six hundred to one, or many of them must be good.
    expect(portfolioOf([...many(1, Math.log(25)), ...many(29, 0, 1)])).toMatchObject({
      scopes: 30,
      kept: 0,
      doubtful: [{}],
    })
    expect(portfolioOf([...many(1, Math.log(601)), ...many(29, 0, 1)])).toMatchObject({ kept: 1, doubtful: [] })
    expect(portfolioOf(many(30, Math.log(21)))).toMatchObject({ kept: 30, doubtful: [] })
    expect(await shown([...many(1, Math.log(25)), ...many(29, 0, 1)], null)).toContain('30 scopes are looked at')
  })
})
