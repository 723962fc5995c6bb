// Carries one claimed run as far as it can go without waiting: signals, deadlines, agents, the question, actions - then one last commit.
import { AppError } from '../contracts/app-error.ts'
import { Order } from '../contracts/order.ts'
import { LateOutcome } from '../contracts/outcome.ts'
import type { StoredRun } from '../ledger/ledger.ts'
import type { RunInput } from '../workflow/input.ts'
import { isRunnable, isStuck, nextOf } from '../workflow/next.ts'
import type { CallAgent } from './call-agent.ts'
import { commit } from './commit.ts'
import type { Executor } from './execute.ts'
import type { EngineParts } from './parts.ts'
import type { Rivals } from './rivals.ts'
import { applyInput, openSession, type Session } from './session.ts'
import { unearnedOf } from './still-earned.ts'

/** Rounds after which a run is going in circles. A six-step order takes about ten. */
const MAX_ROUNDS = 60
const MAX_RELOADS = 8

export type Advance = (stored: StoredRun) => Promise<'done' | 'stuck'>

export function createAdvance(
  parts: EngineParts,
  { callAgent, executor, rivals }: { callAgent: CallAgent; executor: Executor; rivals: Rivals },
): Advance {
  return async (stored) => {
    /** What happened outside and must not be forgotten when the compare-and-set is lost: outcomes of effects. */
    const facts: RunInput[] = []
    let run: StoredRun | undefined = stored
    for (let reload = 0; reload < MAX_RELOADS && run; reload += 1) {
      const session = openSession(run)
      for (const signal of run.inbox) {
        const order = Order.safeParse(signal.content.order)
        const outcome = LateOutcome.safeParse(signal.content.outcome)
        const heard = { order: order.success ? order.data : null, outcome: outcome.success ? outcome.data : null }
        applyInput(session, { type: 'signal', topic: signal.topic, delivery: signal.delivery, ...heard }, parts.clock())
        session.consumed.push(signal.delivery)
      }
      for (const fact of facts) applyInput(session, fact, parts.clock())
      const ended = await carry(session, facts)
      if (ended !== 'conflict') return ended
      run = (await parts.ledger.load([stored.run_id]))[0]
    }
    return 'stuck'
  }

  async function carry(session: Session, facts: RunInput[]): Promise<'done' | 'stuck' | 'conflict'> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = parts.clock()
      const next = nextOf(session.state, now)
      if (!isRunnable(next)) return isStuck(session.state, now) ? 'stuck' : finish(session, facts)
      if (next.tick) applyInput(session, { type: 'tick', outages: await parts.outages() }, now)
      else if (next.calls.length > 0) {
        const { state } = session
        const results = await Promise.all(
          next.calls.map((call) => callAgent(state, call, (afterMs) => noteLate(state.run_id, call.step, afterMs))),
        )
        applyInput(session, { type: 'results', results }, parts.clock())
      } else if (next.ask) applyInput(session, { type: 'ask' }, now)
      else if (next.undo !== null) {
        if ((await save(session, facts)) === 'conflict') return 'conflict'
        const action = session.state.actions[next.undo]
        if (action) settle(session, facts, action.action_id, await executor.undo(session.state, action))
      } else if (next.readBacks.length > 0) {
        const again = await readBack(session, facts, next.readBacks)
        if (again.length > 0 && (await start(session, facts, again)) === 'conflict') return 'conflict'
      } else if ((await start(session, facts, next.starts)) === 'conflict') return 'conflict'
    }
    return 'stuck'
  }

  /** Durable first, then the calls, all at once. */
  async function start(session: Session, facts: RunInput[], ids: string[]): Promise<'ok' | 'conflict'> {
    const before = { state: session.state, pending: [...session.pending] }
    const [outages, { stops }, unearned] = await Promise.all([
      parts.outages(),
      parts.inForce(),
      unearnedOf(parts, session.state, ids),
    ])
    const stoppedBy = Object.fromEntries(Object.entries(stops).map(([name, { by }]) => [name, by]))
    applyInput(session, { type: 'start', action_ids: ids, outages, stops: stoppedBy, unearned }, parts.clock())
    const begun = ids.filter((id) => session.state.actions[id]?.status === 'started')
    const result = await commit(parts, session, { lane: 'work', starting: begun })
    if (result.status === 'blocked') {
      session.state = before.state
      session.pending = before.pending
      const resolved = await rivals.resolve(session.state, result)
      if (resolved !== 'again') applyInput(session, resolved, parts.clock())
      return 'ok'
    }
    if (result.status !== 'appended') return refusedOr(result)
    facts.length = 0
    const { state } = session
    const started = begun.flatMap((id) => state.actions[id] ?? [])
    const outcomes = await Promise.all(
      started.map(async (action) => [action.action_id, await executor.execute(state, action)] as const),
    )
    for (const [id, outcome] of outcomes) settle(session, facts, id, outcome)
    return 'ok'
  }

  async function readBack(session: Session, facts: RunInput[], ids: string[]): Promise<string[]> {
    const again: string[] = []
    for (const id of ids) {
      const action = session.state.actions[id]
      if (!action) continue
      const outcome = await executor.readBack(session.state, action)
      if (outcome === 'again') again.push(id)
      else settle(session, facts, id, outcome)
    }
    return again
  }

  function settle(
    session: Session,
    facts: RunInput[],
    action_id: string,
    outcome: Extract<RunInput, { type: 'outcome' }>['outcome'],
  ): void {
    const fact: RunInput = { type: 'outcome', action_id, outcome }
    facts.push(fact)
    applyInput(session, fact, parts.clock())
  }

  async function save(session: Session, facts: RunInput[]): Promise<'ok' | 'conflict'> {
    if (session.pending.length === 0) return 'ok'
    const result = await commit(parts, session, { lane: 'work' })
    if (result.status !== 'appended') return refusedOr(result)
    facts.length = 0
    return 'ok'
  }

  async function finish(session: Session, facts: RunInput[]): Promise<'done' | 'conflict'> {
    if (session.pending.length === 0 && session.consumed.length === 0) {
      await parts.ledger.release([session.state.run_id])
      return 'done'
    }
    return (await save(session, facts)) === 'ok' ? 'done' : 'conflict'
  }

  function noteLate(runId: string, step: string, afterMs: number): void {
    recordLate(runId, step, afterMs).catch((error: unknown) =>
      parts.log.warn({ err: error, runId, step }, 'a late answer could not be recorded'),
    )
  }

  async function recordLate(runId: string, step: string, afterMs: number): Promise<void> {
    const [stored] = await parts.ledger.load([runId])
    if (!stored) return
    const session = openSession(stored)
    applyInput(session, { type: 'results', results: [{ status: 'late', step, after_ms: afterMs }] }, parts.clock())
    await commit(parts, session, { lane: 'work' })
  }
}

/** A refused append means the data itself cannot be stored: that is for the caller's last resort, not for another try. */
function refusedOr(
  result: { status: 'conflict' } | { status: 'refused'; because: string } | { status: 'blocked' },
): 'conflict' {
  if (result.status === 'refused') throw new AppError('record.refused', result.because)
  return 'conflict'
}
