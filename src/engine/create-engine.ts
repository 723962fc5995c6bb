// The engine: load -> gate -> decide -> append -> dispatch. It knows no business word; agents, actions and surfaces are handed in.
import { reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { namedId } from '../contracts/ids.ts'
import { MAX_IDS } from '../jobs/jobs.ts'
import type { StoredRun } from '../ledger/ledger.ts'
import { createAdvance } from './advance.ts'
import { createAnnounce } from './announce.ts'
import { applyOnce, createAnswer } from './answer.ts'
import { createCallAgent } from './call-agent.ts'
import { createAnswerAudit, createStartCheck } from './checks.ts'
import { createClaimInTurn } from './claim-in-turn.ts'
import { createCorrect } from './correct.ts'
import type { Engine } from './engine.ts'
import { createExecutor } from './execute.ts'
import { createGather } from './gather.ts'
import { createIntervene } from './intervene.ts'
import { createJudge } from './judge.ts'
import type { EngineParts } from './parts.ts'
import { createPass } from './pass.ts'
import { createPutToGate } from './put-to-gate.ts'
import { createRequestRun } from './request-run.ts'
import { createRivals } from './rivals.ts'
import { applyInput, foldRun } from './session.ts'
import { createTakeIn, startOf } from './take-in.ts'

/** How long a claim protects a run from others. Longer than any step (LONGEST_STEP_MS), shorter than anybody's patience after a crash. */
export const LEASE_MS = 30 * SECOND
/** Failures in a row after which a run is given to a person instead of being tried again. */
const MAX_FAILURES = 5

export function createEngine(given: EngineParts): Engine {
  const parts: EngineParts = { ...given, afterwards: (state, events) => rivals.afterwards(state, events) }
  const rivals = createRivals(parts)
  const callAgent = createCallAgent({
    ...parts,
    gather: createGather(parts),
    judge: createJudge(parts),
    putToGate: createPutToGate(parts),
  })
  const advanceRun = createAdvance(parts, { callAgent, executor: createExecutor(parts), rivals })
  const takeIn = createTakeIn(parts)
  const intervene = createIntervene(parts)
  const requestRun = createRequestRun(parts)
  const advance = createClaimInTurn<StoredRun>({
    atOnce: parts.parallelRuns,
    claim: (ids) => parts.ledger.claim(ids, parts.clock(), parts.clock() + LEASE_MS),
    idOf: ({ run_id }) => run_id,
    work: advanceOne,
  })
  const failures = new Map<string, number>()

  async function advanceOne(stored: StoredRun): Promise<void> {
    const log = parts.log.child({ runId: stored.run_id })
    try {
      const ended = await advanceRun(stored)
      if (ended === 'done') failures.delete(stored.run_id)
      else await giveUp(stored.run_id, 'it went in circles')
    } catch (error) {
      const count = (failures.get(stored.run_id) ?? 0) + 1
      failures.set(stored.run_id, count)
      log.error({ err: error, count }, 'a run could not be advanced')
      if (count >= MAX_FAILURES)
        await giveUp(stored.run_id, reasonOf(error)).catch((second: unknown) =>
          log.error({ err: second }, 'a run could not be given to a person either'),
        )
    }
  }

  /** Dead always means a card for a person, with a reference that stands in the log. */
  async function giveUp(runId: string, because: string): Promise<void> {
    const ref = runId.slice(-8)
    parts.log.error({ runId, ref, because }, 'a run is given to a person')
    await applyOnce(parts, runId, (session) => applyInput(session, { type: 'kill', because, ref }, parts.clock()))
    failures.delete(runId)
  }

  const engine: Engine = {
    answer: createAnswer(parts),
    stopAction: ({ run_id, action_id, by }) => intervene({ run_id, by, input: { type: 'stop', action_id, by } }),
    undoAction: ({ run_id, action_id, by }) => intervene({ run_id, by, input: { type: 'undo', action_id, by } }),
    revive({ run_id, by }) {
      failures.delete(run_id)
      return intervene({ run_id, by, input: { type: 'revive', by } })
    },
    pass: createPass(parts, { intervene }),
    correct: createCorrect(parts, { intervene, requestRun }),
    requestRun,
    startCheck: createStartCheck(parts),
    answerAudit: createAnswerAudit(parts, { intervene }),
    announced: createAnnounce(parts),
    async startRuns(requests) {
      const appends = requests.map(({ kind, order, workflow, facts }) =>
        startOf(parts, {
          run_id: namedId(parts.clock(), `${kind}/${order.entity_id}`),
          workflow,
          kind,
          order,
          refs: [],
          facts,
        }),
      )
      const results = await Promise.all(appends.map((append) => parts.ledger.append(append, 'work')))
      const started = appends
        .filter((_append, index) => results[index]?.status === 'appended')
        .map(({ run_id }) => run_id)
      await parts.jobs.hint('advance', started)
      return started
    },
    async state(runId) {
      const [stored] = await parts.ledger.load([runId], 'read')
      return stored ? foldRun(stored) : null
    },
    async intake(keys) {
      await parts.jobs.hint('advance', await takeIn(keys))
    },
    advance,
    async sweep() {
      const due = await parts.ledger.due(parts.clock(), SWEEP_LIMIT)
      const deliveries = await parts.ledger.pendingDeliveryKeys(SWEEP_LIMIT)
      for (let at = 0; at < deliveries.length; at += MAX_IDS)
        await parts.jobs.hint('intake', deliveries.slice(at, at + MAX_IDS))
      for (let at = 0; at < due.length; at += MAX_IDS) await parts.jobs.hint('advance', due.slice(at, at + MAX_IDS))
      return due.length + deliveries.length
    },
  }
  return engine
}

/** How much one sweep picks up; what is left over is found by the next. */
const SWEEP_LIMIT = 1_024
