// What a finished test says: is the new version at most a margin worse, did it make a severe error the old one did not, and how much could
// a test of this size have told. Pure: the same events give the same report.
import { points } from '../../../blocks/shadow/report-words.ts'
import { powerWhenEqual } from '../../autonomy/margin-power.ts'
import { mcnemar } from '../../autonomy/mcnemar.ts'
import { notInferior, type Paired, tangoScore } from '../../autonomy/non-inferiority.ts'
import type { Seat, ShadowPart, ShadowReport } from '../../contracts/shadow.ts'
import type { ShadowTest, Tried } from './fold.ts'

const SEVERE = 3
const LEVEL = 0.05

type Outcome = { tried: Tried; old: boolean; new: boolean; oldSeverity: number; newSeverity: number }

export function reportOf(test: ShadowTest): ShadowReport {
  const { begun } = test
  const outcomes = test.cases.flatMap((tried) => outcomeOf(tried) ?? [])
  const sample = outcomes.filter(({ tried }) => tried.case.sample)
  const droppedOf = (action: string | null): number =>
    test.cases.filter(
      ({ status, case: one }) => status === 'dropped' && one.sample && (action === null || isOf(one, action)),
    ).length
  const dropped = droppedOf(null)
  const whole = partOf(pairedOf(sample, { cases: begun.cases - dropped, failed: begun.failed }), begun.margin)
  const new_severe = outcomes.filter(
    (each) => !each.new && each.newSeverity >= SEVERE && (each.old || each.oldSeverity < SEVERE),
  ).length
  const golden = outcomes.filter(({ tried }) => tried.case.golden)
  const mended = golden.filter((each) => each.new).length
  const discordant = whole.lost + whole.won
  const better = { p: mcnemar(whole), shown: whole.won > whole.lost && mcnemar(whole) <= LEVEL }
  const because = [
    ...(whole.passed
      ? []
      : [`it may be worse by ${points(begun.margin)} or more (z ${whole.z.toFixed(2)}, needed 1.645)`]),
    ...(new_severe === 0
      ? []
      : [`${new_severe} severe ${new_severe === 1 ? 'error' : 'errors'} that the old version did not make`]),
  ]
  const { report, agent, old_version, new_version, same, failed, no_answer, unfrozen } = begun
  return {
    ...{ report, agent, old_version, new_version, passed: because.length === 0, because },
    ...{ same, failed, no_answer, unfrozen, judged: outcomes.length, dropped, whole, new_severe, better },
    both_wrong: sample.filter((each) => !each.old && !each.new).length,
    both_right: sample.filter((each) => each.old && each.new).length,
    golden: { ...begun.golden, mended, still_wrong: golden.length - mended },
    actions: Object.fromEntries(
      Object.entries(begun.actions).map(([action, { cases, failed: none }]) => {
        const own = sample.filter(({ tried }) => isOf(tried.case, action))
        const paired = pairedOf(own, { cases: cases - droppedOf(action), failed: none })
        return [action, partOf(paired, begun.margins[action] ?? begun.margin)] as const
      }),
    ),
    power: powerWhenEqual({
      cases: whole.cases,
      discordant: whole.cases === 0 ? 0 : Math.min(1, discordant / whole.cases),
      margin: begun.margin,
    }),
  }
}

function outcomeOf(tried: Tried): Outcome | null {
  const { judged, case: one } = tried
  if (!judged) return null
  const isRight = (seat: Seat): boolean => judged.choice === 'both' || judged.choice === seat
  const newSeat: Seat = one.old_seat === 'A' ? 'B' : 'A'
  return {
    tried,
    old: isRight(one.old_seat),
    new: isRight(newSeat),
    oldSeverity: judged.severity[one.old_seat] ?? 0,
    newSeverity: judged.severity[newSeat] ?? 0,
  }
}

function isOf(one: Tried['case'], action: string): boolean {
  return one.old.action === action || one.new.action === action
}

/** A case in which the new version had no answer is lost without anybody's help. */
function pairedOf(outcomes: readonly Outcome[], { cases, failed }: { cases: number; failed: number }): Paired {
  const lost = failed + outcomes.filter((each) => each.old && !each.new).length
  return { cases, lost, won: outcomes.filter((each) => !each.old && each.new).length }
}

function partOf(paired: Paired, margin: number): ShadowPart {
  const z = paired.cases === 0 ? 0 : tangoScore(paired, margin)
  return { ...paired, margin, z, passed: paired.cases > 0 && notInferior(paired, margin) }
}
