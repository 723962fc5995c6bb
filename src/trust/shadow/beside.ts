// A version on trial thinks along with every live decision of the one at work: on the same input, afterwards, in its own time. What it
// says is written down and shown to nobody. Nothing here can reach the decision: it is made already, and every failure ends here.
import type { Logger } from 'pino'
import type { AnyAgent } from '../../contracts/agent.ts'
import { AppError, reasonOf } from '../../contracts/app-error.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { Json, JsonObject } from '../../contracts/json.ts'
import type { Overheard } from '../../engine/parts.ts'
import type { ShadowStore } from '../../ledger/shadow.ts'
import { type Answer, type AskVersion, answered } from './answer.ts'

export type Beside = {
  overhear(judged: Overheard): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** At the same time, and waiting: more are let go, live work comes first. */
const AT_ONCE = 4
const WAITING = 500
/** Rules share the thread with live work: a version whose rules take longer than this so often in a row is left out until the next start. */
const RULES_MS = 100
const OFTEN = 3

export function createBeside(parts: {
  /** Versions on trial. */
  challengers: readonly AnyAgent[]
  shadow: Pick<ShadowStore, 'note'>
  ask: AskVersion
  /** Whether the version calls a model; its time is then spent waiting, not working. */
  asksModel: boolean
  clock: Clock
  /** Milliseconds that only ever go forward. */
  stopwatch?: () => number
  log: Logger
}): Beside {
  const { challengers, shadow, ask, asksModel, clock, log } = parts
  const stopwatch = parts.stopwatch ?? (() => performance.now())
  const waiting: { agent: AnyAgent; judged: Overheard }[] = []
  const slow = new Map<AnyAgent, number>()
  let running = 0
  let idle: (() => void)[] = []

  function next(): void {
    while (running < AT_ONCE && waiting.length > 0) {
      const one = waiting.shift()
      if (!one) break
      running += 1
      // After whatever the engine does with the decision in this turn.
      setImmediate(() => {
        think(one.agent, one.judged)
          .catch((error: unknown) =>
            log.warn({ err: error, agent: one.agent.name }, 'a silent answer could not be kept'),
          )
          .finally(() => {
            running -= 1
            next()
          })
      })
    }
    if (running > 0 || waiting.length > 0) return
    for (const done of idle) done()
    idle = []
  }

  async function think(agent: AnyAgent, judged: Overheard): Promise<void> {
    const started = stopwatch()
    const answer = await inTime(ask, { agent, judged, now: clock() })
    const took_ms = stopwatch() - started
    if (!(asksModel && agent.model)) slow.set(agent, took_ms > RULES_MS ? (slow.get(agent) ?? 0) + 1 : 0)
    if (slow.get(agent) === OFTEN)
      log.warn({ agent: agent.name, version: agent.version, took_ms }, 'a version on trial is too slow and is left out')
    const { run_id, decision_id, live_version } = judged
    const said = answer.kind === 'failed' ? null : answered(answer)
    await shadow.note({
      ...{ decision_id, run_id, agent: agent.name, version: agent.version, live_version, at: clock() },
      ...{ kind: answer.kind, action: said?.action ?? null, fingerprint: said?.fingerprint ?? null },
      same: said?.fingerprint === judged.fingerprint,
      because: answer.kind === 'failed' ? answer.because : null,
      took_ms,
      sealed: answer.kind === 'proposed' ? (answer.proposal as Json as JsonObject) : null,
    })
  }

  return {
    overhear(judged) {
      const others = challengers.filter(({ name, version }) => name === judged.agent && version !== judged.live_version)
      for (const agent of others)
        if ((slow.get(agent) ?? 0) < OFTEN && waiting.length < WAITING) waiting.push({ agent, judged })
      next()
    },
    idle: () =>
      running === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve)),
  }
}

async function inTime(
  ask: AskVersion,
  { agent, judged, now }: { agent: AnyAgent; judged: Overheard; now: number },
): Promise<Answer> {
  const input: Record<string, Json> = {}
  for (const name of Object.keys(agent.reads)) {
    const value = judged.input[name]
    if (value === undefined)
      return { kind: 'failed', because: `it reads ${name.replaceAll('_', ' ')}, which the version at work does not` }
    input[name] = value
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('shadow.timeout', `it did not answer within ${judged.timeoutMs} ms`)),
      judged.timeoutMs,
    )
  })
  try {
    return await Promise.race([ask({ agent, input, feedback: judged.feedback, now }), late])
  } catch (error) {
    return { kind: 'failed', because: reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}
