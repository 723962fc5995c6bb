// What one decision says about its agent: right or wrong, and whether it says anything at all. Derived from the record every
// time, never stored. Silence is not approval; whether an edit matters is decided by what would be executed, not by who clicked.
import type { RejectReason, VerdictKind } from '../contracts/verdict.ts'

export type Judged = {
  /** A person's verdict; what an audit found; or that nobody answered, in time or within the veto window. */
  verdict: VerdictKind | 'vetoed' | 'expired' | 'not_vetoed' | 'audit_ok' | 'audit_wrong'
  /** Fingerprint of what the agent wanted to execute. */
  recommended: string
  /** Fingerprint of what was executed or approved, of a later version where changes were asked for; null while nothing was. */
  executed: string | null
  reason: RejectReason | null
  /** Late truth: undone by a person within the action's window, or by the world (chargeback, upheld complaint, wrong item). */
  outcome: 'none' | 'overridden' | 'reversed'
  /** 3: legal, safety, or beyond the cap. */
  severity: 1 | 2 | 3 | null
  /** A known case slipped in to check the reviewers: it says nothing about the agent. */
  seed: boolean
  /** False when the answer cannot have been considered (too fast, over the hour): then a "right" is dropped, a "wrong" kept. */
  considered: boolean
}

export type Loss = {
  loss: 0 | 1
  /** Whether it is evidence for or against the scope. */
  enters: boolean
  /** One such case is enough to stop. */
  trip: boolean
}

/** The world changed after the proposal: that is nobody's mistake. */
const NOT_THE_AGENTS: readonly (RejectReason | null)[] = ['policy_changed', 'out_of_stock_since']

const OUT: Loss = { loss: 0, enters: false, trip: false }
const WRONG: Loss = { loss: 1, enters: true, trip: false }

export function lossOf(judged: Judged): Loss {
  if (judged.seed) return OUT
  if (judged.severity === 3) return { ...WRONG, trip: true }
  if (judged.outcome !== 'none') return WRONG
  const seen = fromVerdict(judged)
  return seen.enters && seen.loss === 0 && !judged.considered ? OUT : seen
}

function fromVerdict({ verdict, recommended, executed, reason }: Judged): Loss {
  switch (verdict) {
    case 'approve':
    case 'audit_ok':
      return { ...OUT, enters: true }
    case 'audit_wrong':
      return WRONG
    case 'edit':
      // Until something was executed in its place there is nothing to compare with.
      if (executed === null) return OUT
      return executed === recommended ? { ...OUT, enters: true } : WRONG
    case 'request_changes':
      // Where the same came back and was let through, that answer is a case of its own: asking again makes no second one.
      return executed === null || executed === recommended ? OUT : WRONG
    case 'reject':
    case 'vetoed':
      return NOT_THE_AGENTS.includes(reason) ? OUT : WRONG
    case 'expired':
    case 'not_vetoed':
      return OUT
    default:
      return verdict satisfies never
  }
}
