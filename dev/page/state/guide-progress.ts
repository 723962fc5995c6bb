// Which step of the guide is open when nobody has chosen one: the first that is neither done nor skipped.
import type { GuideStep } from '../demo-contract.ts'

export function openStep(steps: readonly GuideStep[], skipped: readonly string[]): string | null {
  return steps.find((each) => !each.done && !skipped.includes(each.id))?.id ?? null
}
