// The same stream cut by time: by calendar month, and in two halves, so that nothing is claimed of the whole that held in a part only.

import { count, share } from './shares.ts'
import type { Judgement } from './stream.ts'

/** By calendar month. */
export function slices(judgements: readonly Judgement[]) {
  const months = new Map<string, Judgement[]>()
  for (const judgement of judgements) {
    const month = new Date(judgement.at).toISOString().slice(0, 7)
    const own = months.get(month) ?? []
    own.push(judgement)
    months.set(month, own)
  }
  return [...months].map(([month, own]) => ({
    ...{
      month,
      orders: own.length,
      fraud: share(
        count(own, ({ is_fraud }) => is_fraud),
        own.length,
      ),
    },
    asked: share(
      count(own, ({ answer }) => answer === 'ask'),
      own.length,
    ),
    alone: share(
      count(own, ({ is_alone }) => is_alone),
      own.length,
    ),
    holds: ofAction(own, 'hold'),
    releases: ofAction(own, 'release'),
  }))
}

function ofAction(judgements: readonly Judgement[], action: string) {
  const own = judgements.filter((judgement) => judgement.action === action)
  const alone = own.filter(({ is_alone }) => is_alone)
  const error = (of: readonly Judgement[]) =>
    share(
      count(of, ({ is_right }) => !is_right),
      of.length,
    )
  return { n: own.length, error: error(own), alone: alone.length, alone_error: error(alone) }
}

/** What it would hold, before and after a moment. The second half of a file shows what the first one could have been fitted to. */
export function halves(judgements: readonly Judgement[], middle: number) {
  const parts = [judgements.filter(({ at }) => at < middle), judgements.filter(({ at }) => at >= middle)]
  return parts.map((own, index) => {
    const holds = own.filter(({ action }) => action === 'hold')
    const right = count(holds, ({ is_right }) => is_right)
    const frauds = count(own, ({ is_fraud }) => is_fraud)
    return {
      ...{ half: index + 1, orders: own.length, frauds, fraud: share(frauds, own.length) },
      ...{ holds: holds.length, right, precision: share(right, holds.length), recall: share(right, frauds) },
    }
  })
}
