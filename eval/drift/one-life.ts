// One agent that acts alone: calm, then worse, until it is taken back. Its grant is given here, not earned; the rest is the product's.
import { DAY, SECOND } from '../../src/contracts/clock.ts'
import type { Scope } from '../../src/contracts/gate.ts'
import type { Policy } from '../../src/contracts/policy.ts'
import type { Proposal } from '../../src/contracts/proposal.ts'
import type { TrustEvent } from '../../src/contracts/trust.ts'
import { seededRandom } from '../seeded-random.ts'
import { createInstallation, type Installation, MANAGER } from '../stream/installation.ts'

export const BEFORE = 0.02
export const AFTER = 0.06
export const CALM = 3_000
const ALPHA = 0.05
/** Four decisions a second: the audit rate is read anew every 2 s, so it follows an audit after at most eight of them. */
const EACH_MS = SECOND / 4
const LONGEST = 20_000
const START = Date.UTC(2026, 0, 5)

export type Life = {
  /** Audits while nothing was wrong. */
  audited: number
  falseAlarms: number
  /** Decisions from the drift until it was taken back. */
  delay: number
  cause: string | null
  /** The next proposal is put to a person. */
  asksAgain: boolean
}

const AGENT = { name: 'drifting', version: '1' }
const SCOPE: Scope = { agent: AGENT.name, version: AGENT.version, action: 'route', segment: 'any|0-50' }
const TOTAL = { amount: 30_00, currency: 'USD' }
const PROPOSAL: Proposal = {
  ...{ action: SCOPE.action, params: {}, confidence: 0.9, reasons: [{ text: 'as always', source: 'order' }] },
  ...{ against: [], unchecked: [], flags: [], amount: TOTAL },
}

export async function oneLife({ policy, seed, run }: { policy: Policy; seed: number; run: number }): Promise<Life> {
  const installation = createInstallation({ agent: AGENT, policy, secret: `${seed}/${run}` })
  const truth = seededRandom(seed, `drift through the product/${run}`)
  const life: Life = { audited: 0, falseAlarms: 0, delay: 0, cause: null, asksAgain: false }
  const put = (n: number) => installation.put({ number: String(n), proposal: PROPOSAL, usual: null, total: TOTAL })
  await grant(installation, START)
  for (let n = 1; n <= CALM + LONGEST; n += 1) {
    const now = START + n * EACH_MS
    installation.at(now)
    const isCalm = n <= CALM
    if (!isCalm) life.delay += 1
    const isWrong = truth() < (isCalm ? BEFORE : AFTER)
    const { row, isAudited } = await put(n)
    if (!isAudited) continue
    if (isCalm) life.audited += 1
    // Answered at once and rightly: the delay is that of the watch alone.
    Object.assign(row, { audit: isWrong ? 'wrong' : 'ok', audited_at: now })
    // A right answer alone raises no alarm.
    if (!isWrong || (await installation.keeper.look()) === 0) continue
    if (isCalm) {
      life.falseAlarms += 1
      // It is looked into, and the watch begins anew.
      await grant(installation, now + 1)
      continue
    }
    const last = (await installation.record.trust.all()).at(-1)?.event
    life.cause = last?.type === 'demoted' ? last.cause : null
    installation.at(now + EACH_MS)
    life.asksAgain = (await put(n + 1)).answer.answer === 'ask'
    break
  }
  return life
}

async function grant({ record, book }: Installation, at: number): Promise<void> {
  const event: TrustEvent = {
    ...{ type: 'granted', scope: SCOPE, level: 'L3', from_confidence: 0.5, alpha: ALPHA, delta: 0.05, attempt: 1 },
    ...{ cap_usd_cents: null, expires_at: at + 180 * DAY, override: null, renews: null, root_cause: null },
    evidence: {
      ...{ decisions: 0, errors: 0, at_worst: 1, log_evidence: 0 },
      ...{ log_threshold: 0, alpha_eff: ALPHA, catch_rate: 1 },
    },
  }
  await record.trust.append(event, { by: MANAGER, at, cause: `granted/${at}` })
  book.forget()
}
