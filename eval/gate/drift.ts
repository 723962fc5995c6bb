// After promotion: how soon random audits and the CUSUM notice an agent that falls from 98 % to 94 %, and what the audits cost.
import { auditRate } from '../../src/autonomy/audit-rate.ts'
import { startCusum, WORRIED_AT, watch } from '../../src/autonomy/cusum.ts'
import { type Random, seededRandom } from '../seeded-random.ts'
import { meanOf, quantileOf, type Row, type Section, simulatedRow } from './row.ts'

const ALPHA = 0.05
const BEFORE = 0.02
const AFTER = 0.06
const CALM = 3000
const EXPECTED_RUNS = 1500

type Case = { usual: number; boost: boolean; h: number; share: number; mean: number; ninety: number }
const CASES: Case[] = [
  { usual: 0.05, boost: false, h: 5, share: 0.05, mean: 3143, ninety: 5997 },
  { usual: 0.1, boost: false, h: 5, share: 0.1, mean: 1534, ninety: 2905 },
  { usual: 0.2, boost: false, h: 5, share: 0.2, mean: 789, ninety: 1506 },
  { usual: 0.05, boost: true, h: 5, share: 0.063, mean: 1204, ninety: 2508 },
  { usual: 0.1, boost: true, h: 5, share: 0.123, mean: 708, ninety: 1428 },
  { usual: 0.1, boost: true, h: 4, share: 0.122, mean: 599, ninety: 1308 },
]

export function drift({ runs, seed }: { runs: number; seed: number }): Section {
  const rows = CASES.flatMap(({ usual, boost, h, share, mean, ninety }): Row[] => {
    const random = seededRandom(seed, `drift/${usual}/${boost}/${h}`)
    const delays: number[] = []
    const shares: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const { audited, delay } = oneLife({ usual, boost, h, random })
      shares.push(audited / CALM)
      delays.push(delay)
    }
    const name = `${usual * 100} % ${boost ? `to 50 % from ${WORRIED_AT} on` : 'flat'}, h ${h}`
    const common = { expectedRuns: EXPECTED_RUNS, runs }
    return [
      simulatedRow({
        ...common,
        name: `${name}: audited while calm`,
        expected: share,
        rounding: 5e-4,
        ...meanOf(shares),
      }),
      simulatedRow({
        ...common,
        name: `${name}: mean decisions to alarm`,
        expected: mean,
        rounding: 0.5,
        ...meanOf(delays),
      }),
      simulatedRow({
        ...common,
        name: `${name}: decisions to alarm, 90 %`,
        expected: ninety,
        rounding: 0.5,
        ...quantileOf(delays, 0.9),
      }),
    ]
  })
  return { name: 'drift', note: `error ${BEFORE} for ${CALM} decisions, then ${AFTER}; alpha ${ALPHA}`, rows }
}

type Life = { usual: number; boost: boolean; h: number; random: Random }

function oneLife({ usual, boost, h, random }: Life): { audited: number; delay: number } {
  let cusum = startCusum({ alpha: ALPHA, h })
  // The rate changes with the CUSUM only, and that with an audit only: the wait for the next audit is geometric.
  const untilAudit = (): number => {
    const rate = boost ? auditRate({ usual, cusum: cusum.value }) : usual
    return 1 + Math.floor(Math.log1p(-random()) / Math.log1p(-rate))
  }
  let audited = 0
  for (let n = untilAudit(); n <= CALM; n += untilAudit()) {
    audited += 1
    cusum = watch(cusum, random() < BEFORE)
    // A false alarm is looked into and the watch begins anew.
    if (cusum.alarm) cusum = startCusum({ alpha: ALPHA, h })
  }
  let delay = 0
  while (!cusum.alarm) {
    delay += untilAudit()
    cusum = watch(cusum, random() < AFTER)
  }
  return { audited, delay }
}
