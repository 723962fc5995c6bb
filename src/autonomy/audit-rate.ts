// The share of decisions drawn for a random audit. It depends on the past alone, so weighting by 1 / share stays unbiased.
import { WORRIED_AT } from './cusum.ts'

/** While a veto window is on, the audits that promotion needs are collected faster. */
export const AUDIT_RATE = { L2: 0.3, L3: 0.1, newVersion: 0.2, worried: 0.5 } as const

/** `usual` rises to `worried`, one half, while the CUSUM stands at 1 or more. */
export function auditRate({
  usual,
  cusum,
  worried = AUDIT_RATE.worried,
}: {
  usual: number
  cusum: number
  worried?: number
}): number {
  return cusum >= WORRIED_AT ? Math.max(usual, worried) : usual
}
