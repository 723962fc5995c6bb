// The closed formulas against figures computed independently (SciPy, exact arithmetic, published tables).
import { auditSize } from '../../src/autonomy/audit-size.ts'
import { bet, logWealth, startBets } from '../../src/autonomy/betting.ts'
import { catchRateBound } from '../../src/autonomy/catch-rate.ts'
import { decisionsNeeded } from '../../src/autonomy/decisions-needed.ts'
import { errorBound } from '../../src/autonomy/error-bound.ts'
import { logEvidence } from '../../src/autonomy/evidence.ts'
import { rightAnswersNeeded } from '../../src/autonomy/forecast.ts'
import { mostAgainst } from '../../src/autonomy/mcnemar.ts'
import { tangoScore } from '../../src/autonomy/non-inferiority.ts'
import { logSkill } from '../../src/autonomy/skill.ts'
import { exactRow, type Row, type Section } from './row.ts'

const LOG_EVIDENCE: [errors: number, decisions: number, alpha: number, expected: number][] = [
  [0, 88, 0.05, 3.0104424544914097],
  [1, 134, 0.05, 3.0023562750581476],
  [2, 200, 0.05, 3.9392469979031084],
  [10, 500, 0.05, 4.918624685168915],
  [40, 500, 0.05, -2.8932444596353264],
  [0, 224, 0.02, 3.0106586097834556],
  [0, 449, 0.01, 2.9976038054305354],
]

const CATCH_RATES: [shown: number, caught: number, expected: number][] = [
  [20, 20, 0.77],
  [40, 38, 0.78],
  [60, 57, 0.82],
  [100, 95, 0.86],
  [100, 85, 0.72],
  [100, 70, 0.54],
]

const COST_OF_MISSES: [catchRate: number, expected: number[]][] = [
  [1, [105, 153, 194, 231]],
  [0.9, [117, 170, 215, 257]],
  [0.8, [132, 192, 243, 290]],
  [0.7, [151, 220, 278, 332]],
]

const AUDIT_SIZES: [usual: number, bad: number, falseAlarm: number, audits: number, acceptUpTo: number | null][] = [
  [0.02, 0.06, 0.05, 194, 7],
  [0.02, 0.06, 0.01, 274, 11],
  [0.02, 0.06, 0.001, 410, 18],
  [0.02, 0.04, 0.05, 616, null],
  [0.01, 0.03, 0.05, 390, null],
  [0.05, 0.1, 0.05, 233, null],
]

export function formulas(): Section {
  const rows = [...evidence(), ...reviewers(), ...audits(), ...versions()]
  return { name: 'formulas', note: 'closed formulas, no simulation', rows }
}

function evidence(): Row[] {
  let bets = startBets({ alpha: 0.05 })
  for (let n = 0; n < 200; n += 1) bets = bet(bets, n < 2 ? 1 : 0)
  return [
    ...LOG_EVIDENCE.map(([errors, decisions, alpha, expected]) =>
      exactRow(
        `ln M, ${errors} of ${decisions} at ${alpha}`,
        expected,
        logEvidence({ errors, decisions }, alpha),
        1e-10,
      ),
    ),
    exactRow('U, 2 wrong of 212', 0.041, errorBound({ errors: 2, decisions: 212 }), 5e-5),
    exactRow('M, 2 wrong of 212', 79.9, Math.exp(logEvidence({ errors: 2, decisions: 212 }, 0.05)), 0.05),
    exactRow('64 bets, 2 wrong of 200, ln', 3.939251, logWealth(bets), 5e-7),
    exactRow('skill, 12 won 2 lost, odds', 23.9, Math.exp(logSkill({ improvements: 12, harms: 2 })), 0.05),
  ]
}

function reviewers(): Row[] {
  const nothing = { tally: { errors: 0, decisions: 0 }, seeds: { shown: 0, caught: 0 } }
  return [
    ...CATCH_RATES.map(([shown, caught, expected]) =>
      exactRow(`catch rate, ${caught} of ${shown} seeds`, expected, catchRateBound({ shown, caught }), 0.005),
    ),
    ...COST_OF_MISSES.flatMap(([catchRate, expected]) =>
      expected.map((needed, errors) =>
        exactRow(
          `decisions at catch rate ${catchRate}, ${errors} errors`,
          needed,
          decisionsNeeded(errors, { alpha: 0.05 * catchRate, logThreshold: Math.log(40) }),
        ),
      ),
    ),
    exactRow(
      'decisions from nothing, 4 % seeds, all right',
      202,
      rightAnswersNeeded({ ...nothing, alpha: 0.05, seedShare: 0.04 }) ?? Number.NaN,
    ),
  ]
}

function audits(): Row[] {
  return AUDIT_SIZES.flatMap(([usual, bad, falseAlarm, expected, acceptUpTo]) => {
    const plan = auditSize({ usual, bad, falseAlarm, power: 0.9 })
    const name = `audits, ${usual} v ${bad} at ${falseAlarm}`
    const rows = [exactRow(name, expected, plan?.audits ?? Number.NaN)]
    if (acceptUpTo !== null) rows.push(exactRow(`${name}: no alarm up to`, acceptUpTo, plan?.acceptUpTo ?? Number.NaN))
    return rows
  })
}

function versions(): Row[] {
  return [
    exactRow(
      'Tango, lost 24 won 16 of 1000, 2 points',
      1.794,
      tangoScore({ cases: 1000, lost: 24, won: 16 }, 0.02),
      5e-4,
    ),
    exactRow(
      'Tango, lost 25 won 15 of 1000, 2 points',
      1.508,
      tangoScore({ cases: 1000, lost: 25, won: 15 }, 0.02),
      5e-4,
    ),
    ...(
      [
        [20, 5],
        [40, 13],
        [60, 21],
        [100, 39],
      ] as const
    ).map(([discordant, expected]) =>
      exactRow(`McNemar, ${discordant} discordant: most against`, expected, mostAgainst(discordant)),
    ),
  ]
}
