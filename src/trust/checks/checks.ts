// Begins what was drawn: audits of what agents did alone, cases whose answer is known, and second opinions. Safe to run in every
// process: a check's run has a name of its own, so the second one that begins it finds it there.
import type { Logger } from 'pino'
import type { AnyAgent } from '../../contracts/agent.ts'
import { agentKey } from '../../contracts/agent.ts'
import type { Check } from '../../contracts/check.ts'
import { type Clock, DAY, HOUR, MINUTE } from '../../contracts/clock.ts'
import type { Policy } from '../../contracts/policy.ts'
import type { CheckStart, Engine } from '../../engine/engine.ts'
import type { Drawable } from '../../ledger/checks.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Calm } from './calm.ts'
import { caseOf, disguised, type FrozenCase } from './case-of.ts'
import { doubleLot, seedLot } from './draw.ts'
import { starter } from './starters.ts'
import { endUnanswered } from './unanswered.ts'

/** Questions younger than this may still bring a check with them. */
const RECENT_MS = 15 * MINUTE
/** What could not be looked at for so long is not looked at any more. Longer than any sale, during which audits wait. */
const WORTH_MS = 21 * DAY
const AT_ONCE = 50
/** How far is looked for a case that can be used. */
const CANDIDATES = 8

export type Checks = {
  /** One round. Resolves with how many were begun. */
  look(): Promise<number>
}

export type ChecksParts = {
  ledger: Pick<Ledger, 'checks' | 'trust'>
  engine: Pick<Engine, 'startCheck' | 'state'>
  agents: ReadonlyMap<string, AnyAgent>
  policy: Pick<Policy, 'autonomy' | 'owners'>
  calm: Calm
  secret: string
  clock: Clock
  log: Logger
}

type HasRoom = (step: string, as: 'audit' | 'along') => Promise<boolean>
type Source = { from: Drawable; one: FrozenCase; source: Check['source']; gave_away: string }

export function createChecks(parts: ChecksParts): Checks {
  const { ledger, engine, agents, policy, calm, secret, clock, log } = parts
  const shares = policy.autonomy.checks
  /** Questions this process has drawn for: the lot would fall the same way again. */
  const seen = new Set<string>()
  let lookedAt = Number.NEGATIVE_INFINITY

  async function frozen({ run_id, decision_id }: Drawable): Promise<FrozenCase | null> {
    const state = await engine.state(run_id)
    return state && caseOf(state, decision_id)
  }

  async function begin(
    kind: Check['kind'],
    { from, one, source, gave_away }: Source,
    told: { drawn_with: Drawable & { times?: number }; p?: number; drawn?: Check['drawn']; not_by?: string | null },
  ): Promise<CheckStart['outcome']> {
    const { run_id, decision_id, step, agent, version, action, segment } = from
    const { drawn_with, p = 1, drawn = null, not_by = null } = told
    const about = { agent, version, action, segment }
    const check = { kind, of: { run_id, decision_id, step }, ...about, source, drawn, not_by, p, gave_away }
    const { workflow, order, facts, scripted } = one
    const started = await engine.startCheck({ check, drawn_with, workflow, order, facts, scripted })
    if (started.outcome === 'begun') log.info({ kind, agent, action, run: started.run_id }, 'a check has begun')
    return started.outcome
  }

  /** Room is asked for once a round and team: what is not begun now is begun later. */
  function rooms(): HasRoom {
    const left = new Map<string, Promise<{ room: number; along: number }>>()
    return async (step, as) => {
      const team = policy.owners[step] ?? 'default'
      const known = left.get(team) ?? calm(team).then((answer) => (answer.calm ? answer : { room: 0, along: 0 }))
      left.set(team, known)
      const has = await known
      if (has.room <= 0 || (as === 'along' && has.along <= 0)) return false
      has.room -= 1
      if (as === 'along') has.along -= 1
      return true
    }
  }

  async function audits(hasRoom: HasRoom): Promise<number> {
    let begun = 0
    for (const from of await ledger.checks.toAudit(clock() - WORTH_MS, AT_ONCE)) {
      if (!(await hasRoom(from.step, 'audit'))) continue
      const one = await frozen(from)
      const told = { drawn_with: from, drawn: from.audit_drawn }
      const outcome = one ? await begin('audit', { from, one, source: 'real', gave_away: '' }, told) : 'refused'
      if (outcome === 'begun') begun += 1
      if (outcome !== 'refused') continue
      // Else it would stand in front of the others until it is too old.
      log.warn({ decision: from.decision_id, agent: from.agent }, 'an audit that was drawn cannot be put to anybody')
      await ledger.checks.passOver(from.decision_id, clock())
    }
    return begun
  }

  async function seeds(hasRoom: HasRoom): Promise<number> {
    let begun = 0
    for (const asked of await ledger.checks.asked(clock() - RECENT_MS, AT_ONCE)) {
      for (const kind of ['known_wrong', 'known_right'] as const) {
        if (!isNews(`${kind}/${asked.decision_id}`)) continue
        const before = await ledger.checks.begun(asked.agent, asked.action)
        const lot = seedLot(kind, { ...asked, secret, begun: before, policy: shares })
        if (!lot.drawn || !(await hasRoom(asked.step, 'along'))) continue
        const source = await (kind === 'known_wrong' ? knownWrong(asked) : knownRight(asked))
        if (!source) continue
        const one = disguised(source.one, `${kind}/${asked.decision_id}`)
        if ((await begin(kind, { ...source, one }, { drawn_with: asked, p: lot.p })) === 'begun') begun += 1
      }
    }
    return begun
  }

  async function doubles(hasRoom: HasRoom): Promise<number> {
    let begun = 0
    for (const from of await ledger.checks.answered(clock() - RECENT_MS, AT_ONCE)) {
      if (!isNews(`double/${from.decision_id}`)) continue
      const lot = doubleLot({ ...from, secret, p: shares.double_review })
      if (!lot.drawn || !(await hasRoom(from.step, 'along'))) continue
      const one = await frozen(from)
      const told = { drawn_with: from, p: lot.p, not_by: from.verdict_by }
      if (one && (await begin('double', { from, one, source: 'real', gave_away: '' }, told)) === 'begun') begun += 1
    }
    return begun
  }

  /** Real errors first; while there are none, real cases made wrong. */
  async function knownWrong({ agent, action, decision_id }: Drawable): Promise<Source | null> {
    const of = { agent, action, limit: CANDIDATES }
    for (const from of await ledger.checks.cases({ ...of, were: 'wrong' })) {
      const one = from.decision_id === decision_id ? null : await frozen(from)
      if (one) return { from, one, source: 'past_error', gave_away: 'People or the world found this one wrong before' }
    }
    for (const from of await ledger.checks.cases({ ...of, were: 'right' })) {
      const one = await frozen(from)
      const definition = agents.get(agentKey({ name: from.agent, version: from.version }))
      const made = one && definition ? starter(one, definition, clock()) : null
      if (made) return { from, one: made, source: 'starter', gave_away: made.gave_away }
    }
    return null
  }

  async function knownRight({ agent, action, decision_id }: Drawable): Promise<Source | null> {
    for (const from of await ledger.checks.cases({ agent, action, were: 'right', limit: CANDIDATES })) {
      const one = from.decision_id === decision_id ? null : await frozen(from)
      if (one) return { from, one, source: 'real', gave_away: '' }
    }
    return null
  }

  function isNews(key: string): boolean {
    if (seen.has(key)) return false
    if (seen.size > 20_000) seen.clear()
    seen.add(key)
    return true
  }

  return {
    async look() {
      if (clock() - lookedAt >= HOUR) {
        lookedAt = clock()
        await endUnanswered({ ledger, clock, log })
      }
      const hasRoom = rooms()
      return (await audits(hasRoom)) + (await seeds(hasRoom)) + (await doubles(hasRoom))
    },
  }
}
