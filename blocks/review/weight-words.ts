// What an answer counted as, when it acted without being evidence about the agent: said at once, so that nobody is surprised later.
import type { Weight } from '../../src/contracts/verdict.ts'

/** "Counted as done, not as evidence: answered in 1.2 s." Empty for an answer that is evidence. */
export function weightWords(weight: Weight, tookMs: number | null): string {
  switch (weight) {
    case 'evidence':
      return ''
    case 'too_fast':
      return `${NOT_EVIDENCE}: ${tookMs === null ? 'faster than anybody can read it' : `answered in ${seconds(tookMs)}`}.`
    case 'fast_series':
      return `${NOT_EVIDENCE}: many answers within one minute.`
    case 'over_the_hour':
      return `${NOT_EVIDENCE}: you have given more answers this hour than anybody can read with care.`
    default:
      return weight satisfies never
  }
}

const NOT_EVIDENCE = 'Counted as done, not as evidence'

function seconds(ms: number): string {
  return `${(Math.max(0, ms) / 1_000).toFixed(1)} s`
}
