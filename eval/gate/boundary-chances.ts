// Exact chances of the gate ever opening, looked at after every decision: on the line, beyond it, and for agents that deserve it.
import { logSkill } from '../../src/autonomy/skill.ts'
import { logThreshold } from '../../src/autonomy/threshold.ts'
import { boundaryOf, evidenceBoundary } from './boundary.ts'
import { openingChance } from './opening-chance.ts'
import { exactRow, type Row, type Section } from './row.ts'

const UP_TO = 20_000
const SKILL_UP_TO = 1000

type Waiting = [error: number, median: number, ninety: number]
const TARGETS: { alpha: number; onTheLine: number; beyond: number; waiting: Waiting[] }[] = [
  {
    alpha: 0.05,
    onTheLine: 0.04533,
    beyond: 0.0079,
    waiting: [
      [0.01, 134, 244],
      [0.02, 244, 545],
      [0.03, 600, 1495],
    ],
  },
  {
    alpha: 0.02,
    onTheLine: 0.04336,
    beyond: 0.0081,
    waiting: [
      [0.004, 340, 617],
      [0.008, 617, 1371],
    ],
  },
  { alpha: 0.01, onTheLine: 0.04128, beyond: 0.0082, waiting: [[0.002, 683, 1238]] },
]

export function boundaryChances(): Section {
  const rows = TARGETS.flatMap(({ alpha, onTheLine, beyond, waiting }) => {
    const boundary = evidenceBoundary({ upTo: UP_TO, alpha, logThreshold: logThreshold() })
    const chance = (error: number) => openingChance(boundary, error)[UP_TO] ?? Number.NaN
    return [
      exactRow(`opens by 20,000 at error ${alpha}`, onTheLine, chance(alpha), 5e-6),
      exactRow(`opens by 20,000 at error ${Number((1.2 * alpha).toFixed(3))}`, beyond, chance(1.2 * alpha), 5e-5),
      ...waiting.flatMap(([error, median, ninety]): Row[] => {
        const opened = openingChance(boundary, error)
        const name = `target ${alpha}, error ${error}: decisions until open`
        return [
          exactRow(`${name}, median`, median, first(opened, 0.5)),
          exactRow(`${name}, 90 %`, ninety, first(opened, 0.9)),
        ]
      }),
    ]
  })
  return {
    name: 'boundary',
    note: 'exact, by dynamic programming; a look after every decision',
    rows: [...rows, ...skill()],
  }
}

function skill(): Row[] {
  const boundary = boundaryOf(SKILL_UP_TO, (harms, n) => logSkill({ improvements: n - harms, harms }) >= logThreshold())
  const opened = openingChance(boundary, 0.5)[SKILL_UP_TO] ?? Number.NaN
  const waits = (
    [
      [0.7, 37],
      // By 14 cases it has opened with probability 0.4947 only.
      [0.8, 17],
      [0.9, 11],
    ] as const
  ).map(([wins, expected]) =>
    exactRow(
      `skill, wins ${wins}: discordant cases until open, median`,
      expected,
      first(openingChance(boundary, 1 - wins), 0.5),
    ),
  )
  return [exactRow('skill, fair coin: opens within 1,000 discordant', 0.036, opened, 5e-4), ...waits]
}

function first(opened: Float64Array, share: number): number {
  return opened.findIndex((chance) => chance >= share)
}
