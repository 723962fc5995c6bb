// Each workflow now and before.
import type { DigestPolicy, WorkflowDigest, WorkflowFigures } from '../../contracts/digest.ts'
import type { DigestWeeks } from '../../ledger/queries/digest-weeks.ts'

/** `span`: which of the spans the figures are of. */
export function workflowFigures(weeks: DigestWeeks, span: number, workflow: string): WorkflowFigures {
  const own = <R extends { span: number; workflow: string | null }>(rows: readonly R[]): R | undefined =>
    rows.find((row) => row.span === span && row.workflow === workflow)
  const decisions = own(weeks.decisions)
  return {
    orders: own(weeks.orders)?.orders ?? 0,
    errors: own(weeks.errors)?.orders ?? 0,
    answered: decisions?.answered ?? 0,
    median_ms: decisions?.median_ms ?? null,
    p90_ms: decisions?.p90_ms ?? null,
    saved: decisions?.saved ?? 0,
  }
}

export function workflowsOf({
  weeks,
  span,
  before,
  measured,
}: {
  weeks: DigestWeeks
  span: number
  /** One span. */
  before: DigestWeeks | null
  measured: DigestPolicy['baseline']
}): WorkflowDigest[] {
  const names = new Set(
    [...weeks.orders, ...weeks.decisions, ...weeks.errors].flatMap((row) =>
      row.span === span && row.workflow !== null ? [row.workflow] : [],
    ),
  )
  return [...names]
    .map((workflow) => ({
      workflow,
      now: workflowFigures(weeks, span, workflow),
      before: before && workflowFigures(before, 0, workflow),
      measured: measured[workflow] ?? null,
    }))
    .sort((a, b) => b.now.orders - a.now.orders || (a.workflow < b.workflow ? -1 : 1))
}
