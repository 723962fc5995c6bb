// How many reviewed decisions each target takes, by errors seen: one look at a fixed size, and any number of looks.
import { decisionsNeeded, decisionsNeededFixed, errorsAllowed } from '../../src/autonomy/decisions-needed.ts'
import { logThreshold } from '../../src/autonomy/threshold.ts'
import { exactRow, type Section } from './row.ts'

const ERRORS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 20]
const TARGETS = [
  {
    alpha: 0.05,
    fixed: [59, 93, 124, 153, 181, 208, 234, 286, 336, 577],
    anytime: [88, 134, 174, 210, 244, 277, 309, 371, 430, 709],
    allowed: [0, 2, 5, 12, 31],
  },
  {
    alpha: 0.02,
    fixed: [149, 236, 313, 386, 456, 523, 590, 719, 845, 1449],
    anytime: [224, 340, 439, 531, 617, 700, 780, 935, 1084, 1783],
    allowed: [-1, -1, 0, 2, 8],
  },
  {
    alpha: 0.01,
    fixed: [299, 473, 628, 773, 913, 1049, 1182, 1441, 1693, 2902],
    anytime: [449, 683, 882, 1065, 1238, 1404, 1565, 1875, 2174, 3573],
    allowed: [-1, -1, -1, 0, 2],
  },
]
const SIZES = [100, 200, 300, 500, 1000]
const SECOND_VERSION = [121, 171, 213, 251]

export function neededTable(): Section {
  const rows = TARGETS.flatMap(({ alpha, fixed, anytime, allowed }) => {
    const target = `${Math.round((1 - alpha) * 100)} %`
    return [
      ...ERRORS.map((errors, at) =>
        exactRow(`${target} fixed, ${errors} errors`, fixed[at] ?? Number.NaN, decisionsNeededFixed(errors, alpha)),
      ),
      ...ERRORS.map((errors, at) =>
        exactRow(`${target} anytime, ${errors} errors`, anytime[at] ?? Number.NaN, decisionsNeeded(errors, { alpha })),
      ),
      ...SIZES.map((size, at) =>
        exactRow(`${target} errors allowed at ${size}`, allowed[at] ?? Number.NaN, errorsAllowed(size, { alpha })),
      ),
    ]
  })
  const second = SECOND_VERSION.map((expected, errors) =>
    exactRow(
      `95 % anytime, version 2, ${errors} errors`,
      expected,
      decisionsNeeded(errors, { alpha: 0.05, logThreshold: logThreshold({ k: 2 }) }),
    ),
  )
  return { name: 'decisions needed', note: 'exact; -1: not even without an error', rows: [...rows, ...second] }
}
