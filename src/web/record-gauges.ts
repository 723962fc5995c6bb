// What the record says about itself, for /metrics: runs by status, open decisions, deliveries by outcome.
import type { Ledger } from '../ledger/ledger.ts'
import type { Metrics } from './metrics.ts'

export function recordGauges(metrics: Metrics, { queries }: Pick<Ledger, 'queries'>): Metrics {
  metrics.gauge('countersign_runs', 'Runs by kind, status and what they wait for.', async () =>
    (await queries.runCounts()).map(({ kind, status, waiting_on, count }) => ({
      labels: { kind, status, waiting_on: waiting_on ?? '' },
      value: count,
    })),
  )
  metrics.gauge('countersign_open_decisions', 'Decisions that wait for a person.', async () => [
    { value: await queries.countOpen() },
  ])
  metrics.gauge('countersign_deliveries', 'Webhook deliveries by what became of them.', async () =>
    (await queries.deliveryCounts()).map(({ outcome, count }) => ({ labels: { outcome }, value: count })),
  )
  return metrics
}
