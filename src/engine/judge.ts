// Gets an agent's proposal within its time: from a model, from elsewhere, or from its own rules - and says which.
import type { AnyAgent, Wish } from '../contracts/agent.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { Measured } from '../contracts/event.ts'
import { contentHash, type JsonObject } from '../contracts/json.ts'
import { Proposal } from '../contracts/proposal.ts'
import type { PlannedStep } from '../contracts/topology.ts'
import { storable } from '../ledger/storable.ts'
import { createOnce } from '../models/once.ts'
import type { EngineParts } from './parts.ts'

export type Judgement = { proposal: Proposal; source: 'rules' | 'model' | 'remote'; measured: Measured }

export type JudgeCall = {
  agent: AnyAgent
  plan: PlannedStep
  input: JsonObject
  /** What people asked to have changed, when this is to be a new version. */
  feedback: readonly Wish[]
  runId: string
  runVersion: number
  onLate: (afterMs: number) => void
}

/** Answers that cost money, kept a while (and while they are under way) so that a run decided twice is not paid twice. */
const KEPT_ANSWERS = 2_000

export function createJudge(
  parts: Pick<EngineParts, 'model' | 'remote' | 'clock'>,
): (call: JudgeCall) => Promise<Judgement> {
  const once = createOnce<Judgement>(KEPT_ANSWERS)

  return async (call) => {
    const { agent, plan, input, feedback } = call
    const isPaid = plan.kind === 'remote' || (agent.model !== undefined && parts.model !== null)
    if (!isPaid) return byRules(call, parts.clock())
    const key = `${call.runId}/${plan.step}/${contentHash([input, [...feedback]])}`
    return once(key, () => withinTime(call, parts, ask))
  }

  async function ask(
    { agent, plan, input, feedback, runId, runVersion }: JudgeCall,
    signal: AbortSignal,
  ): Promise<Judgement> {
    const started = parts.clock()
    const request = { agent, input, feedback, runId, runVersion, timeoutMs: plan.timeout_ms, signal }
    if (plan.kind === 'remote') {
      if (!plan.url) throw new AppError('agent.no_url', `${agent.name} is remote and has no url`)
      const proposal = await parts.remote({ ...request, url: plan.url })
      return {
        proposal: parsed(agent, proposal),
        source: 'remote',
        measured: { processing_time_ms: parts.clock() - started },
      }
    }
    if (!parts.model) throw new AppError('model.none', 'no model key is set')
    const { proposal, model_version, cost_usd } = await parts.model(request)
    return {
      proposal: parsed(agent, proposal),
      source: 'model',
      measured: { processing_time_ms: parts.clock() - started, model_version, cost_usd },
    }
  }
}

/** Reasons not to ask the model that are ours, not its: the rules then judge in its place, and the card says so. */
const MODEL_AT_REST = new Set(['model.off', 'model.over_budget', 'model.budget_unknown', 'model.paused'])

export function isModelAtRest(error: unknown): error is AppError {
  return error instanceof AppError && MODEL_AT_REST.has(error.code)
}

/** The agent's own rules: pure, in process. Throws AppError when they cannot judge this input. */
export function byRules(
  { agent, input, feedback }: Pick<JudgeCall, 'agent' | 'input' | 'feedback'>,
  now: number,
): Judgement {
  const read = agent.input.safeParse(input)
  if (!read.success)
    throw new AppError(
      'agent.input',
      `${agent.name} cannot read this case: ${read.error.issues[0]?.path.join('.')} ${read.error.issues[0]?.message}`,
    )
  return { proposal: parsed(agent, agent.rules(read.data, { now, feedback })), source: 'rules', measured: {} }
}

function parsed(agent: AnyAgent, proposal: unknown): Proposal {
  const output = agent.output.safeParse(proposal)
  if (!output.success)
    throw new AppError(
      'agent.output',
      `${agent.name} answered out of form: ${output.error.issues[0]?.path.join('.')} ${output.error.issues[0]?.message}`,
    )
  // Fingerprints are taken of what the record will hold.
  const known = storable(Proposal.parse(output.data)).value
  if (!agent.actions[known.action])
    throw new AppError('agent.action', `${agent.name} proposed "${known.action}", which it does not declare`)
  return known
}

async function withinTime(
  call: JudgeCall,
  parts: Pick<EngineParts, 'clock'>,
  ask: (call: JudgeCall, signal: AbortSignal) => Promise<Judgement>,
): Promise<Judgement> {
  const abort = new AbortController()
  const started = parts.clock()
  let isLate = false
  let timer: NodeJS.Timeout | undefined
  const asked = ask(call, abort.signal)
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isLate = true
      abort.abort()
      reject(
        new AppError('agent.timeout', `it did not answer within ${call.plan.timeout_ms.toLocaleString('en-US')} ms`),
      )
    }, call.plan.timeout_ms)
  })
  asked.then(
    () => isLate && call.onLate(parts.clock() - started),
    () => undefined,
  )
  try {
    return await Promise.race([asked, timeout])
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('agent.failed', reasonOf(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
