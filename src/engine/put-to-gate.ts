// A step's proposal, put to the gate with everything that is true now: level, stop buttons, departure from the usual, the draw.

import { clip } from '../channels/lenient-fields.ts'
import type { AnyAgent } from '../contracts/agent.ts'
import type { AuditDraw } from '../contracts/check.ts'
import type { GateAnswer, Level } from '../contracts/gate.ts'
import { contentHash, type JsonObject } from '../contracts/json.ts'
import { usdCents } from '../contracts/money.ts'
import { fingerprint, type Proposal } from '../contracts/proposal.ts'
import { judgedBy } from '../contracts/trust.ts'
import { auditDraw } from '../gate/audit-draw.ts'
import { drawFor } from '../gate/draw.ts'
import { gate } from '../gate/gate.ts'
import { segmentOf } from '../gate/segment.ts'
import { withoutPersonalWords } from '../models/without-personal-data.ts'
import type { StepResult } from '../workflow/input.ts'
import type { RunState, StepState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'
import type { Spoken } from './spoken.ts'

/** What the agent saw: `input` as handed over, `facts` with the moment of each observation, and what was too old. */
export type Seen = { agent: AnyAgent | null; input: JsonObject; facts: JsonObject; stale: string[] }

export type PutToGate = (
  state: RunState,
  planned: StepState,
  said: { ahead: boolean; spoken: Spoken; seen: Seen },
) => Promise<StepResult>

export function createPutToGate(
  parts: Pick<EngineParts, 'inForce' | 'levelOf' | 'earnedBy' | 'drawSecret'>,
): PutToGate {
  /** Only what is done for real and alone has something to audit. */
  async function drawn(
    state: RunState,
    { plan, serial }: StepState,
    { answer, proposal }: { answer: GateAnswer; proposal: Proposal },
  ): Promise<AuditDraw | null> {
    if (state.kind !== 'live' || !isEarned(answer.level) || plan.runs !== 'agent' || !parts.earnedBy) return null
    const { amount, confidence } = proposal
    const draw = (what: string): number =>
      drawFor({ secret: parts.drawSecret, runId: state.run_id, step: `${plan.step}#${serial}/${what}` })
    return auditDraw({
      answer: answer.answer,
      confidence,
      usd_cents: amount && usdCents(amount, state.config.policy.rates),
      earned: await parts.earnedBy(answer.scope),
      draws: { random: draw('audit'), targeted: draw('targeted') },
    })
  }

  return async (state, planned, { ahead, spoken, seen }) => {
    const { plan } = planned
    const { source, measured } = spoken
    const { proposal, fallback } = publishable(spoken, state)
    const { policy, actions } = state.config
    const segment = segmentOf({ market: state.market, total: state.order?.total ?? null, policy })
    const scope = { agent: plan.agent, version: plan.version, action: proposal.action, segment }
    const { stops } = await parts.inForce()
    const stop = stops.all ?? stops[plan.agent]
    const payload = fingerprint(proposal)
    const departs = departsFromUsual(seen, payload)
    const by = judgedBy(source, measured.model_version)
    const about = { confidence: proposal.confidence, amount: proposal.amount }
    const level = await parts.levelOf(scope, { ...about, source: by })
    const answer = gate({
      kind: state.kind,
      runs: plan.runs,
      check: state.check && { asks: state.check.of.step === plan.step },
      scope,
      level,
      unearned: level === 'L1' && isEarned(await parts.levelOf(scope, about)) ? by : null,
      risk: actions[proposal.action]?.risk ?? 'D',
      confidence: proposal.confidence,
      departs,
      amount: proposal.amount,
      fallback,
      stale: seen.stale,
      stoppedBy: stop ? `<@${stop.by}>` : null,
      draw: drawFor({ secret: parts.drawSecret, runId: state.run_id, step: plan.step }),
      policy,
    })
    const { action: decision, confidence, flags, reasons, against, unchecked, amount } = proposal
    return {
      status: 'completed',
      step: plan.step,
      ahead,
      params: proposal.params,
      input: seen.facts,
      measured,
      body: {
        ...{
          agent: plan.agent,
          version: plan.version,
          source,
          decision,
          confidence,
          flags,
          reasons,
          against,
          unchecked,
        },
        ...{ amount, departs, fingerprint: payload, input_hash: contentHash(seen.input), fallback, gate: answer },
        audit: ahead ? null : await drawn(state, planned, { answer, proposal }),
      },
    }
  }
}

/** Reasons are published unsealed: what did not come from our own rules, or repeats a person's words, may name the customer. */
function publishable(
  { proposal, fallback, source }: Spoken,
  { order, request }: Pick<RunState, 'order' | 'request'>,
): Pick<Spoken, 'proposal' | 'fallback'> {
  const plain = (text: string, length = 300): string => clip(withoutPersonalWords(text, order), length)
  const { reasons, against, unchecked, flags } = proposal
  return {
    fallback: fallback && { ...fallback, because: withoutPersonalWords(fallback.because, order) },
    proposal:
      source === 'rules' && fallback === null && request === null
        ? proposal
        : {
            ...proposal,
            reasons: reasons.map((reason) => ({ text: plain(reason.text), source: plain(reason.source, 80) })),
            against: against.map((text) => plain(text)),
            unchecked: unchecked.map((text) => plain(text)),
            flags: flags.map((flag) => plain(flag, 60)),
          },
  }
}

function isEarned(level: Level): boolean {
  return level === 'L2' || level === 'L3'
}

function departsFromUsual({ agent, input }: Seen, payload: string): boolean {
  const read = agent?.input.safeParse(input)
  if (!agent || !read?.success) return true
  const usual = agent.statusQuo(read.data)
  return usual === null || fingerprint(usual) !== payload
}
