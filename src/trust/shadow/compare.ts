// The same past decisions through two versions. The old version's answers are those of the record: they are what was really said, and need
// neither its code nor another call to a model.
import type { AnyAgent } from '../../contracts/agent.ts'
import type { JsonObject } from '../../contracts/json.ts'
import { Money } from '../../contracts/money.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ShadowDecision } from '../../ledger/shadow.ts'
import { type Answer, type AskVersion, answered, isSame } from './answer.ts'
import { type Frozen, frozenAt, inputFor } from './frozen.ts'

export type Compared = {
  ready: { frozen: Frozen; then: Exclude<Answer, { kind: 'failed' }>; now: Answer }[]
  /** Decisions that could not be put together as they were, and the first reason. */
  unknown: number
  because: string
  /** Where the old version's code was at hand: how many of its answers it gave again. Fewer than all means that inputs are not all. */
  again: { asked: number; same: number } | null
}

const AT_ONCE = 64

export async function replay(
  { ledger, ask }: { ledger: Pick<Ledger, 'load' | 'shadow'>; ask: AskVersion },
  about: {
    agent: AnyAgent
    /** Judges in place of what the record says the old version said. */
    old: AnyAgent | null
    /** The old version as it is loaded: asked only to see whether the inputs are all there. */
    known: AnyAgent | null
    decisions: readonly ShadowDecision[]
  },
): Promise<Compared> {
  const { agent, old, known, decisions } = about
  const found: Compared = { ready: [], unknown: 0, because: '', again: (old ?? known) ? { asked: 0, same: 0 } : null }
  const leftOut = (because: string): void => {
    found.unknown += 1
    if (found.because === '') found.because = because
  }
  for (let at = 0; at < decisions.length; at += AT_ONCE) {
    const batch = decisions.slice(at, at + AT_ONCE)
    const runs = new Map(
      (await ledger.load([...new Set(batch.map(({ run_id }) => run_id))], 'read')).map((run) => [run.run_id, run]),
    )
    const ids = batch.map(({ decision_id }) => decision_id)
    const silent = agent.model ? await ledger.shadow.silent(agent.version, ids) : new Map<string, JsonObject>()
    for (const { decision_id, run_id } of batch) {
      const run = runs.get(run_id)
      const frozen = run ? frozenAt(run, decision_id) : null
      if (!frozen) leftOut('the order was erased, or its input was not kept as it was')
      else await one(frozen, silent.get(decision_id) ?? null)
    }
  }
  return found

  async function one(frozen: Frozen, silent: JsonObject | null): Promise<void> {
    const given = inputFor(agent, frozen)
    if (given.status === 'unknown') return leftOut(given.because)
    const { decision: action, params, amount } = frozen.record
    const said: Answer = { kind: 'proposed', proposal: { action, params, amount } }
    const once = old ?? known
    const replayed = once && once.version === frozen.record.version ? await again(once, frozen, said) : null
    const then = old ? (replayed ?? said) : said
    if (then.kind === 'failed') return leftOut(then.because)
    // What it said at that moment, if it was beside: a model asked twice may answer twice.
    const now =
      proposedThen(silent) ?? (await ask({ agent, input: given.input, feedback: frozen.feedback, now: frozen.at }))
    found.ready.push({ frozen, then, now })
  }

  async function again(version: AnyAgent, frozen: Frozen, said: Exclude<Answer, { kind: 'failed' }>): Promise<Answer> {
    const given = inputFor(version, frozen)
    if (given.status === 'unknown') return { kind: 'failed', because: given.because }
    const answer = await ask({ agent: version, input: given.input, feedback: frozen.feedback, now: frozen.at })
    if (found.again) {
      found.again.asked += 1
      if (answer.kind !== 'failed' && isSame(answered(answer), answered(said))) found.again.same += 1
    }
    return answer
  }
}

function proposedThen(sealed: JsonObject | null): Answer | null {
  const { action, params, amount } = sealed ?? {}
  if (typeof action !== 'string' || params === null || typeof params !== 'object' || Array.isArray(params)) return null
  const money = Money.safeParse(amount)
  return { kind: 'proposed', proposal: { action, params, amount: money.success ? money.data : null } }
}
