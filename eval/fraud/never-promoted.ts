// Why a scope never earned a level, in words: what its evidence could not show, and what was true of it.
import { scopeKey } from '../../src/trust/grants.ts'
import type { Surveyed } from '../../src/trust/survey.ts'
import { count, share } from './shares.ts'
import type { Judgement } from './stream.ts'

export function whyNever(standing: Surveyed, judgements: readonly Judgement[]): string {
  const { scope, unmet, tally, evidence, alpha, relative } = standing
  const own = judgements.filter(({ row }) => scopeKey(row) === scopeKey(scope))
  const wrong = share(
    count(own, ({ is_right }) => !is_right),
    own.length,
  )
  const because = unmet.map(({ condition, have, need }) => {
    if (condition !== 'evidence') return `${condition} is ${number(have)}, ${number(need)} needed`
    const seen = `${tally.errors} of ${tally.decisions} looked at were wrong, at worst ${percent(evidence.at_worst)}`
    const target = relative
      ? `half of the ${percent(relative.base_error)} that doing nothing gets wrong`
      : percent(alpha)
    const limit = `at most ${percent(evidence.alpha_eff)} is to be proven (${target}, of which reviewers provably see ${percent(evidence.catch_rate)})`
    return `${seen}, and ${limit}`
  })
  const truth = wrong === null ? '' : `; in truth ${percent(wrong)} of all ${own.length} were wrong`
  return `${scope.action} ${scope.segment} was never promoted, because ${because.join('; ') || 'nobody granted what was offered'}${truth}`
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

function number(value: number): string {
  return String(Number(value.toFixed(2)))
}
