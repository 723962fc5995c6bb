// Many scopes looked at together: where evidence is enough by itself and not beside all the others. Pure.
import { eBenjaminiHochberg, MANY_SCOPES } from '../autonomy/e-bh.ts'

export type Looked = { decisions: number; alpha: number; log_evidence: number; log_threshold: number }

/** Null while there are few. What never acts alone is not looked at, and what nobody has judged has no evidence. */
export function portfolioOf<T extends Looked>(
  all: readonly T[],
): { scopes: number; kept: number; doubtful: T[] } | null {
  const scopes = all.filter(({ decisions, alpha }) => decisions > 0 && alpha > 0)
  if (scopes.length <= MANY_SCOPES) return null
  const stands = eBenjaminiHochberg(scopes.map(({ log_evidence }) => log_evidence))
  return {
    scopes: scopes.length,
    kept: stands.filter(Boolean).length,
    doubtful: scopes.filter(({ log_evidence, log_threshold }, at) => !stands[at] && log_evidence >= log_threshold),
  }
}
