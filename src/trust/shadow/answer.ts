// What a version makes of an input, as something that can be compared: its proposal, that there is nothing to decide, or no answer.
import { type AnyAgent, NOT_NEEDED, type Wish } from '../../contracts/agent.ts'
import { AppError, reasonOf } from '../../contracts/app-error.ts'
import { contentHash, type JsonObject } from '../../contracts/json.ts'
import { fingerprint, type Proposal } from '../../contracts/proposal.ts'
import type { Answered } from '../../contracts/shadow.ts'
import { byRules } from '../../engine/judge.ts'

export type Answer =
  | { kind: 'proposed'; proposal: Pick<Proposal, 'action' | 'params' | 'amount'> }
  | { kind: 'nothing' }
  | { kind: 'failed'; because: string }

export type AskVersion = (asked: {
  agent: AnyAgent
  input: JsonObject
  feedback: readonly Wish[]
  now: number
}) => Promise<Answer>

/** `model`: judges in place of the rules, for agents that may use one. */
export function createAskVersion(
  model: ((asked: { agent: AnyAgent; input: JsonObject; feedback: readonly Wish[] }) => Promise<Proposal>) | null,
): AskVersion {
  return async ({ agent, input, feedback, now }) => {
    try {
      // What one version does to its input must not reach the other.
      const own = structuredClone(input)
      const proposal =
        agent.model && model
          ? await model({ agent, input: own, feedback })
          : byRules({ agent, input: own, feedback }, now).proposal
      const { action, params, amount } = proposal
      return { kind: 'proposed', proposal: { action, params, amount } }
    } catch (error) {
      if (error instanceof AppError && error.code === NOT_NEEDED) return { kind: 'nothing' }
      return { kind: 'failed', because: reasonOf(error).slice(0, 300) }
    }
  }
}

/** Action and payload as they would be executed, nothing else: wording and confidence make no difference. */
export function answered(answer: Exclude<Answer, { kind: 'failed' }>): Answered {
  return answer.kind === 'nothing'
    ? { kind: 'nothing', action: null, fingerprint: contentHash(['nothing']).slice(0, 16) }
    : { kind: 'proposed', action: answer.proposal.action, fingerprint: fingerprint(answer.proposal) }
}

export function isSame(one: Answered, other: Answered): boolean {
  return one.kind === other.kind && one.fingerprint === other.fingerprint
}
