// What people do instead: accuracy over the first decisions, all actions together. When it would promote, and what would follow.
import { DAY } from '../../src/contracts/clock.ts'
import { seededRandom } from '../seeded-random.ts'
import { count, share } from './shares.ts'
import type { Judgement } from './stream.ts'

const DECISIONS = 500
const ACCURACY = 0.95

export type NaiveOptions = { judgements: readonly Judgement[]; catchRate: number; seed: number; agent: string }

/** Every decision reviewed as the simulated reviewers do; one look after 500, then one a day until it passes. */
export function naive({ judgements, catchRate, seed, agent }: NaiveOptions) {
  const random = seededRandom(seed, `${agent}/naive`)
  let right = 0
  let lookAt = 0
  let first: number | null = null
  let promotedFrom: number | null = null
  for (const [index, judgement] of judgements.entries()) {
    right += judgement.is_right || random() >= catchRate ? 1 : 0
    const n = index + 1
    if (n < DECISIONS || judgement.at < lookAt) continue
    const accuracy = right / n
    first ??= accuracy
    lookAt = judgement.at + DAY
    if (accuracy < ACCURACY) continue
    promotedFrom = n
    break
  }
  return {
    rule: `accuracy >= ${ACCURACY * 100} % over the first ${DECISIONS} decisions, all actions together, then looked at daily`,
    accuracy_at_first_look: first,
    passes_first_look: first === null ? null : first >= ACCURACY,
    promotes_after: promotedFrom,
    promotes_at: promotedFrom === null ? null : new Date(judgements[promotedFrom - 1]?.at ?? 0).toISOString(),
    afterwards: promotedFrom === null ? null : sideBySide(judgements.slice(promotedFrom)),
  }
}

/** From its promotion on: everything alone by the rule; under the gate what had an earned level. */
function sideBySide(after: readonly Judgement[]) {
  const alone = after.filter(({ is_alone }) => is_alone)
  return { naive: consequences(after), gate: consequences(alone) }
}

function consequences(alone: readonly Judgement[]) {
  const holds = alone.filter(({ action }) => action !== 'release')
  const good = count(holds, ({ is_right }) => !is_right)
  const wrong = count(alone, ({ is_right }) => !is_right)
  return {
    ...{ alone: alone.length, wrong, error: share(wrong, alone.length) },
    ...{ held: holds.length, good_customers_held: good, hold_error: share(good, holds.length) },
    ...{ frauds_held: holds.length - good, frauds_released: wrong - good },
  }
}
