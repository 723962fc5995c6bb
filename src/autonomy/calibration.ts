// How far stated confidence is from being right. Shown to people; never a reason to promote.

export type Stated = { confidence: number; correct: boolean }

export type Bin = { cases: number; confidence: number; accuracy: number }

/** Bins of equal mass, by rising confidence: sizes differ by at most one. */
export function equalMassBins(stated: readonly Stated[], bins = 10): Bin[] {
  const sorted = [...stated].sort((a, b) => a.confidence - b.confidence)
  const edge = (index: number) => Math.round((index * sorted.length) / bins)
  return Array.from({ length: bins }, (_, index) => sorted.slice(edge(index), edge(index + 1)))
    .filter((part) => part.length > 0)
    .map((part) => ({
      cases: part.length,
      confidence: mean(part.map(({ confidence }) => confidence)),
      accuracy: mean(part.map(({ correct }) => (correct ? 1 : 0))),
    }))
}

/** Expected calibration error; null without cases. */
export function calibrationError(stated: readonly Stated[], bins = 10): number | null {
  if (stated.length === 0) return null
  const gaps = equalMassBins(stated, bins).map((bin) => bin.cases * Math.abs(bin.confidence - bin.accuracy))
  return gaps.reduce((sum, gap) => sum + gap, 0) / stated.length
}

/** Mean squared distance between confidence and truth; null without cases. */
export function brier(stated: readonly Stated[]): number | null {
  if (stated.length === 0) return null
  return mean(stated.map(({ confidence, correct }) => (confidence - (correct ? 1 : 0)) ** 2))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
