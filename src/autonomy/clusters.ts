// One cause, one piece of evidence: cases with the same cause decided within the same minute count once, with the worst loss,
// so that a bulk approval of fifty alike is not fifty proofs.
import { MINUTE } from '../contracts/clock.ts'

export type Clustered = {
  /** Same root cause (a supplier feed, a bulk job); null: on its own. */
  clusterKey: string | null
  /** When it was decided, epoch ms. */
  at: number
  loss: number
}

/** The cases that count, each cluster by its first case with the worst loss, in the order the clusters began. */
export function countOnce<T extends Clustered>(cases: readonly T[]): T[] {
  const kept = new Map<string, T>()
  for (const [index, one] of cases.entries()) {
    const minute = Math.floor(one.at / MINUTE)
    const cluster = one.clusterKey === null ? `alone/${index}` : `together/${minute}/${one.clusterKey}`
    const before = kept.get(cluster)
    if (before === undefined || one.loss > before.loss) kept.set(cluster, one)
  }
  return [...kept.values()]
}
