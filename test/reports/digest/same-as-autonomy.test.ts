// "At least" in the digest is what /autonomy says of the same history: approvals that say nothing there say nothing here.
import { describe, expect, it } from 'vitest'
import { accuracyWords } from '../../../blocks/digest/digest-words.ts'
import type { Risk } from '../../../src/contracts/action.ts'
import { DAY } from '../../../src/contracts/clock.ts'
import { DigestPolicy } from '../../../src/contracts/digest.ts'
import type { DigestWeeks } from '../../../src/ledger/queries/digest-weeks.ts'
import type { EvidenceRow, TrustStore } from '../../../src/ledger/trust.ts'
import { createReadDigest } from '../../../src/reports/digest/read-digest.ts'
import { lastWeek } from '../../../src/reports/digest/weeks.ts'
import { createTrustBook } from '../../../src/trust/book.ts'
import { createSurvey } from '../../../src/trust/survey.ts'
import { history, NOW, policy, scope } from '../../trust/sample-evidence.ts'

const week = lastWeek({ now: NOW + 7 * DAY, timeZone: 'Etc/UTC' })
const decided: DigestWeeks['decisions'][number] = {
  ...{ span: 0, workflow: null, agent: scope.agent, proposed: 10, orders: 10, alone: 0, saved: 0, usual: 0, asked: 10 },
  ...{ answered: 10, approved: 10, overridden: 0, unanswered: 0, escalated: 0, median_ms: null, p90_ms: null },
}

async function bothOf(rows: readonly EvidenceRow[], { risk, distrusted }: { risk: Risk; distrusted: string | null }) {
  const trust: TrustStore = {
    append: () => Promise.reject(new Error('nothing is granted here')),
    all: async () => [],
    head: async () => 0,
    evidence: async () => [...rows],
    confidences: async () => ({ before: [], now: [] }),
    volumes: async () => [],
  }
  const actions = { [scope.action]: { spec: { risk } } }
  const trusted = async () => (userId: string) => userId !== distrusted
  const registry = [{ name: scope.agent, version: scope.version, kind: 'agent' as const }]
  const clock = () => NOW
  const survey = createSurvey({
    ...{ trust, registry, actions, trusted, clock, policy: { autonomy: policy } },
    book: createTrustBook({ trust, rates: { as_of: '2026-11-18', per_usd: { HKD: 7.79 } }, clock }),
    seedsOf: async () => ({ shown: 40, caught: 40 }),
  })
  const readDigest = createReadDigest({
    ledger: {
      trust,
      digest: {
        since: async () => week.from,
        markets: async () => [],
        weeks: async ({ bounds }) => ({
          ...{ orders: [], errors: [], tickets: [] },
          decisions: [{ ...decided, span: bounds.length - 2 }],
        }),
        details: async () => ({ costs: [], reasons: [] }),
        places: async () => [],
      },
    },
    ...{ registry, actions, trusted, policy: DigestPolicy.parse({}) },
  })
  const [standing] = await survey()
  const [agent] = (await readDigest({ week, market: null })).agents
  if (!standing || !agent) throw new Error('both know the agent')
  const { decisions, errors, at_worst } = standing.evidence
  return { agent, digest: agent.judged, autonomy: { decisions, errors, at_worst } }
}

const unopened = history({ decisions: 200, errors: 4 })
const opened = unopened.map((row) => ({ ...row, evidence_opened: true }))

describe('how right an agent is', () => {
  it.each([
    { name: 'answers to what costs nothing to undo count', risk: 'A', rows: unopened, decisions: 200 },
    { name: 'unopened approvals of what costs something do not', risk: 'B', rows: unopened, decisions: 4 },
    { name: 'opened ones do', risk: 'B', rows: opened, decisions: 200 },
    { name: 'nor do those of somebody whose week says nothing', risk: 'A', rows: unopened, by: 'UBEN', decisions: 100 },
  ] as const)('is the same in the digest as in /autonomy: $name', async ({ risk, rows, decisions, ...about }) => {
    const said = await bothOf(rows, { risk, distrusted: 'by' in about ? about.by : null })
    expect(said.autonomy).toMatchObject({ decisions, errors: 4 })
    expect(said.digest).toEqual(said.autonomy)
  })

  it('says no share of what nobody looked at', async () => {
    expect(accuracyWords((await bothOf(unopened, { risk: 'B', distrusted: null })).agent)).toBe('0 of 4')
    expect(accuracyWords((await bothOf(opened, { risk: 'B', distrusted: null })).agent)).toBe('98.0 %, at least 93.2 %')
  })
})
