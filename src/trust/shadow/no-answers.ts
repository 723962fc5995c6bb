// Cases in which the new version had no answer: why, and whether they alone already rule out that it passes. Pure.
import { notInferior } from '../../autonomy/non-inferiority.ts'
import { AppError } from '../../contracts/app-error.ts'
import type { NoAnswer, ShadowBegun } from '../../contracts/shadow.ts'
import type { Answer } from './answer.ts'

const REASON = 200

export function noAnswerOf(answers: readonly Answer[]): NoAnswer | null {
  const reasons = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.because.slice(0, REASON)] : []))
  const [because] = reasons
  return because === undefined ? null : { because, cases: reasons.filter((each) => each === because).length }
}

/** Whether anything people could say would let it pass: at best every case that differs is won. */
export function canPass({
  cases,
  same,
  failed,
  margin,
}: Pick<ShadowBegun, 'cases' | 'same' | 'failed' | 'margin'>): boolean {
  const differ = Math.max(0, cases - same - failed)
  return Array.from({ length: differ + 1 }, (_, won) => won).some((won) =>
    notInferior({ cases, lost: failed, won }, margin),
  )
}

/** Failing now is no test, it may be an outage: the number of the version stays free. */
export function unanswered({ agent, new_version, cases, failed, no_answer }: ShadowBegun): AppError {
  const why = no_answer === null ? '' : ` The first reason, in ${no_answer.cases} of ${failed}: "${no_answer.because}".`
  return new AppError(
    'shadow.no_answers',
    `${agent} ${new_version} gave no answer in ${failed} of ${cases} decisions; with so many it cannot pass, whatever people say of the others.${why} No test was begun, so this version can still be tested: run it again once it answers.`,
  )
}
