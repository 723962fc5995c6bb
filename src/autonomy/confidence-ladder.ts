// The confidence from which an agent may act alone, earned live: one e-process per rung, all moved by every verdict, rungs
// granted only from the top down. The chance of ever granting an unsafe rung is at most delta, since only the first unsafe
// one could be wrongly passed (fixed-sequence Learn-then-Test, made sequential).
import { logEvidence, type Tally } from './evidence.ts'
import { logThreshold as thresholdOf } from './threshold.ts'

export const RUNGS: readonly number[] = [0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5]

export type Rung = Tally & {
  /** The slice of this rung: decisions with at least this confidence. */
  at: number
  /** Its evidence is at the threshold now. */
  holds: boolean
}

export type Ladder = {
  alpha: number
  /** ln of the odds each rung must reach. */
  logThreshold: number
  /** From the highest confidence down, chosen before any label was seen. */
  rungs: readonly Rung[]
}

export type Scored = { confidence: number; loss: 0 | 1 }

export function startLadder(options: { alpha: number; rungs?: readonly number[]; logThreshold?: number }): Ladder {
  const { alpha, rungs = RUNGS, logThreshold = thresholdOf() } = options
  const downwards = [...new Set(rungs)].sort((a, b) => b - a)
  return {
    alpha,
    logThreshold,
    rungs: downwards.map((at) => ({ at, errors: 0, decisions: 0, holds: false })),
  }
}

export function climb(ladder: Ladder, { confidence, loss }: Scored, designEffect = 1): Ladder {
  const rungs = ladder.rungs.map((rung) => {
    if (confidence < rung.at) return rung
    const tally = { errors: rung.errors + loss, decisions: rung.decisions + 1 }
    const holds = logEvidence(tally, ladder.alpha) / Math.max(1, designEffect) >= ladder.logThreshold
    return { at: rung.at, ...tally, holds }
  })
  return { ...ladder, rungs }
}

/** The lowest confidence whose evidence stands, and that of every rung above; null while that of the first one does not. */
export function standingFrom({ rungs }: Pick<Ladder, 'rungs'>): number | null {
  const first = rungs.findIndex(({ holds }) => !holds)
  return rungs[(first === -1 ? rungs.length : first) - 1]?.at ?? null
}

/** The same without rungs that have no case of their own: nothing was seen of such cases, however good those above them are. */
export function seenFrom(ladder: Pick<Ladder, 'rungs'>): number | null {
  const from = standingFrom(ladder)
  const standing = ladder.rungs.filter(({ at }) => from !== null && at >= from)
  return standing.findLast(({ decisions }, index) => decisions > (standing[index - 1]?.decisions ?? 0))?.at ?? null
}
