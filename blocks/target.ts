// What a button or a form is about, as it travels in its value: ids and the revision that was shown, never data.
import { z } from 'zod'
import { Scope } from '../src/contracts/gate.ts'
import { Choice } from '../src/contracts/shadow.ts'
import { Severity, VerdictKind } from '../src/contracts/verdict.ts'

/** A decision as it was shown. `verdict` says what pressing the button means, where the button says so itself. */
export const DecisionTarget = z.object({
  run: z.uuid(),
  decision: z.uuid(),
  revision: z.int().positive(),
  verdict: VerdictKind.optional(),
  /** The run whose card the button is on, where that is another one. */
  on: z.uuid().optional(),
})
export type DecisionTarget = z.infer<typeof DecisionTarget>

/** A decision's form; `from` is the message its button was on, so that the card can be refreshed. */
export const FormTarget = DecisionTarget.extend({ channel: z.string().optional(), ts: z.string().optional() })
export type FormTarget = z.infer<typeof FormTarget>

export const ActionTarget = z.object({ run: z.uuid(), action: z.uuid() })
export type ActionTarget = z.infer<typeof ActionTarget>

export const RunTarget = z.object({ run: z.uuid() })
export type RunTarget = z.infer<typeof RunTarget>

/** A form about a run, and the message its button was on. */
export const RunForm = RunTarget.extend({ channel: z.string().optional(), ts: z.string().optional() })
export type RunForm = z.infer<typeof RunForm>

/** What is sent to review: `key` makes sending it twice one review; `run` where the order was looked up before. */
export const ReviewTarget = z.object({ key: z.string().min(1).max(200), run: z.uuid().optional() })
export type ReviewTarget = z.infer<typeof ReviewTarget>

/** What autonomy is granted for. */
export const ScopeTarget = z.object({ scope: Scope })
export type ScopeTarget = z.infer<typeof ScopeTarget>

/** A stop button; `agent` null: all of them. */
export const StopTarget = z.object({ agent: z.string().nullable() })
export type StopTarget = z.infer<typeof StopTarget>

/** What a reviewer would have done, and what they found of what an agent did. */
export const AuditStated = RunTarget.extend({ action: z.string() })
export type AuditStated = z.infer<typeof AuditStated>
export const AuditFound = RunTarget.extend({
  found: z.enum(['ok_agree', 'ok_missed', 'ok_either', 'wrong_1', 'wrong_2', 'wrong_3']),
})
export type AuditFound = z.infer<typeof AuditFound>

/**
 * A case of a test of two versions, and what was said of it so far: which side is right, how bad the others would have been. It travels as
 * a list: a choice of a menu holds no more than 75 characters.
 */
export const ShadowTarget = z
  .tuple([z.uuid(), z.int().positive(), Choice, Severity.nullable(), Severity.nullable()])
  .transform(([report, nth, choice, a, b]) => ({ report, nth, choice, a, b }))
export type ShadowTarget = z.infer<typeof ShadowTarget>

export function packedCase({ report, nth, choice, a, b }: ShadowTarget): string {
  return JSON.stringify([report, nth, choice, a, b])
}

export const ReportTarget = z.object({ report: z.uuid() })
export type ReportTarget = z.infer<typeof ReportTarget>

type Target =
  | ReportTarget
  | AuditStated
  | AuditFound
  | StopTarget
  | ScopeTarget
  | DecisionTarget
  | FormTarget
  | ActionTarget
  | RunTarget
  | RunForm
  | ReviewTarget

export function packed(target: Target): string {
  return JSON.stringify(target)
}

/** Null for anything that is not this kind of target: an old button, or somebody's invention. */
export function unpacked<T>(schema: z.ZodType<T>, value: unknown): T | null {
  if (typeof value !== 'string') return null
  try {
    const parsed = schema.safeParse(JSON.parse(value))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
