// A small trained score: logistic regression by gradient descent, ridge 1e-3, features scaled by the training rows. Deterministic.
import { DAY, SECOND } from '../../src/contracts/clock.ts'
import type { LabelledOrder } from './orders.ts'

const STEPS = 400
const RATE = 0.5
const RIDGE = 1e-3
/** No score is certain. */
const MOST = 0.999

/** Chance of fraud. Without training rows of both kinds it is what little there is: their share. */
export function trainScore(rows: readonly LabelledOrder[]): (order: LabelledOrder) => number {
  const inputs = rows.map(featuresOf)
  const width = featuresOf(EXAMPLE).length
  const mean = column(width, (at) => average(inputs.map((row) => row[at] ?? 0)))
  const scale = column(width, (at) => {
    const centre = mean[at] ?? 0
    return Math.sqrt(average(inputs.map((row) => ((row[at] ?? 0) - centre) ** 2))) || 1
  })
  const scaled = (row: readonly number[]) => row.map((value, at) => (value - (mean[at] ?? 0)) / (scale[at] ?? 1))
  const points = inputs.map(scaled)
  const weights = column(width, () => 0)
  let bias = 0
  const chance = (point: readonly number[]): number => {
    const sum = point.reduce((total, value, at) => total + value * (weights[at] ?? 0), bias)
    return Math.min(MOST, Math.max(1 - MOST, 1 / (1 + Math.exp(-sum))))
  }
  for (let step = 0; step < STEPS && rows.length > 0; step += 1) {
    const misses = points.map((point, at) => chance(point) - (rows[at]?.is_fraud ? 1 : 0))
    for (let at = 0; at < width; at += 1) {
      const slope = average(misses.map((miss, row) => miss * (points[row]?.[at] ?? 0)))
      weights[at] = (weights[at] ?? 0) - RATE * (slope + RIDGE * (weights[at] ?? 0))
    }
    bias -= RATE * average(misses)
  }
  return (order) => chance(scaled(featuresOf(order)))
}

function featuresOf({ at, signed_up_at, usd_cents, past }: Omit<LabelledOrder, 'id' | 'is_fraud'>): number[] {
  return [
    Math.log1p(Math.max(0, at - signed_up_at) / SECOND) / Math.log1p((120 * DAY) / SECOND),
    Math.log1p(past.orders_on_device),
    Math.log1p(past.orders_on_device_24h),
    Math.log1p(past.orders_from_ip),
    Math.log1p(usd_cents / 100),
  ]
}

const EXAMPLE = {
  ...{ at: 0, signed_up_at: 0, usd_cents: 0 },
  past: {
    ...{ accounts_on_device: 1, orders_on_device: 0, orders_on_device_24h: 0 },
    orders_from_ip: 0,
  },
}

function column(width: number, value: (at: number) => number): number[] {
  return Array.from({ length: width }, (_, at) => value(at))
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
