// Audits until the CUSUM's alarm at a constant error rate: exact on the lattice of +26 for an error and -1 for a right answer.
import { cusumSteps } from '../../src/autonomy/cusum.ts'
import { exactRow, type Section } from './row.ts'
import { meanRunLength, runLengthQuantile } from './run-length.ts'

const ERRORS = [0.01, 0.02, 0.035, 0.05, 0.06, 0.1, 0.2]
const CASES = [
  { alpha: 0.05, h: 4, errors: ERRORS, means: [112_720, 4339, 505, 193, 132, 57, 23] },
  { alpha: 0.05, h: 5, errors: ERRORS, means: [862_749, 12_656, 791, 258, 170, 71, 29] },
  { alpha: 0.02, h: 5, errors: [0.008, 0.024, 0.04], means: [26_362, 413, 175] },
  { alpha: 0.01, h: 5, errors: [0.004, 0.012, 0.02], means: [57_964, 847, 356] },
]
const NINETY = [
  { h: 4, expected: 252 },
  { h: 5, expected: 315 },
]

export function runLengths(): Section {
  const rows = CASES.flatMap(({ alpha, h, errors, means }) =>
    errors.map((error, at) =>
      exactRow(
        `alpha ${alpha}, h ${h}, error ${error}: mean audits to alarm`,
        means[at] ?? Number.NaN,
        meanRunLength(lattice(alpha, h), error),
        0.6,
      ),
    ),
  )
  const ninety = NINETY.map(({ h, expected }) =>
    exactRow(
      `alpha 0.05, h ${h}, error 0.06: audits to alarm, 90 %`,
      expected,
      runLengthQuantile(lattice(0.05, h), 0.06, 0.9),
    ),
  )
  return { name: 'CUSUM', note: 'exact, on the nearest lattice', rows: [...rows, ...ninety] }
}

/** The step of a right answer is the unit. */
function lattice(alpha: number, h: number) {
  const { wrong, right } = cusumSteps(alpha)
  return { up: Math.round(wrong / -right), alarm: Math.round(h / -right) }
}
