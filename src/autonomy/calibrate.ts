// What a stated confidence is worth, learned from labels: Platt's sigmoid (1999, smoothed targets) where they are few, the isotonic
// step function (pool adjacent violators) where there are many. Both rise with the confidence, so the order of cases stays, and with
// it whatever a ladder grants. Fitted on one epoch, frozen, and used in the next: never on the cases it is judged by.
import type { Stated } from './calibration.ts'

export type Calibration =
  | { kind: 'platt'; slope: number; offset: number }
  /** From each confidence up, until the next one. */
  | { kind: 'isotonic'; steps: readonly { from: number; value: number }[] }

/** From so many labels on the shape is learned too. */
const ENOUGH_FOR_SHAPE = 1000
const EDGE = 1e-6
const MOST_STEPS = 100

/** Null without labels. */
export function fitCalibration(stated: readonly Stated[]): Calibration | null {
  if (stated.length === 0) return null
  return stated.length < ENOUGH_FOR_SHAPE ? platt(stated) : isotonic(stated)
}

export function calibrated(calibration: Calibration, confidence: number): number {
  if (calibration.kind === 'platt') return sigmoid(calibration.slope * logit(confidence) + calibration.offset)
  const { steps } = calibration
  return (steps.findLast(({ from }) => from <= confidence) ?? steps[0])?.value ?? confidence
}

/** Newton's method on two parameters, with a step that halves until the loss falls. */
export function platt(stated: readonly Stated[]): Calibration {
  const right = stated.filter(({ correct }) => correct).length
  const high = (right + 1) / (right + 2)
  const low = 1 / (stated.length - right + 2)
  const points = stated.map(({ confidence, correct }) => ({ x: logit(confidence), y: correct ? high : low }))
  const loss = (a: number, b: number) =>
    points.reduce((sum, { x, y }) => {
      const z = a * x + b
      return sum + Math.max(z, 0) - y * z + Math.log1p(Math.exp(-Math.abs(z)))
    }, 0)
  let [slope, offset] = [0, Math.log((right + 1) / (stated.length - right + 1))]
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const sums = { a: 0, b: 0, aa: EDGE, ab: 0, bb: EDGE }
    for (const { x, y } of points) {
      const p = sigmoid(slope * x + offset)
      const weight = p * (1 - p)
      sums.a += (p - y) * x
      sums.b += p - y
      sums.aa += weight * x * x
      sums.ab += weight * x
      sums.bb += weight
    }
    const determinant = sums.aa * sums.bb - sums.ab ** 2
    const towards = {
      a: (sums.ab * sums.b - sums.bb * sums.a) / determinant,
      b: (sums.ab * sums.a - sums.aa * sums.b) / determinant,
    }
    const before = loss(slope, offset)
    let share = 1
    while (share > EDGE && loss(slope + share * towards.a, offset + share * towards.b) > before) share /= 2
    slope += share * towards.a
    offset += share * towards.b
    if (Math.abs(towards.a) + Math.abs(towards.b) < EDGE) break
  }
  // A score that falls where it should rise says nothing: everybody is given the average.
  return slope >= 0
    ? { kind: 'platt', slope, offset }
    : { kind: 'platt', slope: 0, offset: Math.log((right + 1) / (stated.length - right + 1)) }
}

/** Equal confidences are one point; neighbours that fall are pooled until nothing falls. */
export function isotonic(stated: readonly Stated[]): Calibration {
  const blocks: { from: number; right: number; cases: number }[] = []
  for (const { confidence, correct } of [...stated].sort((a, b) => a.confidence - b.confidence)) {
    const last = blocks.at(-1)
    if (last?.from === confidence) {
      last.right += correct ? 1 : 0
      last.cases += 1
    } else blocks.push({ from: confidence, right: correct ? 1 : 0, cases: 1 })
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    let joined = block
    for (
      let last = pooled.at(-1);
      last && last.right * joined.cases >= joined.right * last.cases;
      last = pooled.at(-1)
    ) {
      pooled.pop()
      joined = { from: last.from, right: last.right + joined.right, cases: last.cases + joined.cases }
    }
    pooled.push(joined)
  }
  return { kind: 'isotonic', steps: pooled.map(({ from, right, cases }) => ({ from, value: right / cases })) }
}

function logit(confidence: number): number {
  const within = Math.min(1 - EDGE, Math.max(EDGE, confidence))
  return Math.log(within / (1 - within))
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
