// What an agent's confidence was worth: how far it was from being right, what each rung of the ladder would have let through, and
// whether a calibration would have helped that knew nothing but the answers people gave in the first half.
import { calibrated, fitCalibration } from '../../src/autonomy/calibrate.ts'
import { brier, calibrationError, type Stated } from '../../src/autonomy/calibration.ts'
import { RUNGS } from '../../src/autonomy/confidence-ladder.ts'
import { count, share } from './shares.ts'
import type { Judgement } from './stream.ts'

/** Judgements of one action; `middle` is the moment that parts the halves. */
export function statedConfidence(judgements: readonly Judgement[], middle: number) {
  const stated = judgements.map(truth)
  return {
    ...worth(stated),
    /** Of everything proposed, from the most confident down. */
    curve: RUNGS.map((from) => {
      const slice = stated.filter(({ confidence }) => confidence >= from)
      const wrong = count(slice, ({ correct }) => !correct)
      return { from, coverage: share(slice.length, stated.length), error: share(wrong, slice.length) }
    }),
    calibrated: secondHalf(judgements, middle),
  }
}

/** Null where one of the halves has nothing to fit or to measure. */
function secondHalf(judgements: readonly Judgement[], middle: number) {
  const labels = judgements.flatMap((one) => known(one, middle) ?? [])
  const after = judgements.filter(({ at }) => at >= middle).map(truth)
  const fit = fitCalibration(labels)
  if (fit === null || after.length === 0) return null
  const fitted = after.map(({ confidence, correct }) => ({ confidence: calibrated(fit, confidence), correct }))
  return { fit: fit.kind, labels: labels.length, measured_on: after.length, raw: worth(after), fitted: worth(fitted) }
}

/** As it was known at that moment: an answer, corrected by what the world had said by then. */
function known({ row }: Judgement, by: number): Stated | null {
  const { confidence, verdict, closed_at, outcome_at } = row
  if (verdict === null || closed_at === null || closed_at >= by) return null
  return { confidence, correct: verdict === 'approve' && (outcome_at === null || outcome_at >= by) }
}

function truth({ row, is_right }: Judgement): Stated {
  return { confidence: row.confidence, correct: is_right }
}

function worth(stated: readonly Stated[]) {
  return { calibration_error: rounded(calibrationError(stated)), brier: rounded(brier(stated)) }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(4))
}
