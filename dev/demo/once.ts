// The demo without a person: N sample orders through the real webhooks, a scripted reviewer in the local Slack, and what came of it.
import { SECOND } from '../../src/contracts/clock.ts'
import { actedTwice } from '../shop/effects-log.ts'
import { orderGenerator } from '../shop/order-generator.ts'
import { postWebhook } from '../shop/post-webhook.ts'
import type { SampleOrder } from '../shop/sample-order.ts'
import { createReviewer } from '../slack/reviewer.ts'
import { openDesk } from './desk.ts'
import { lostOrders } from './measure.ts'
import { ANA, BEN } from './people.ts'
import type { Stage } from './stage.ts'

export type Outcome = {
  orders: number
  runs: number
  decisions: number
  asked: number
  verdicts: number
  executed: number
  lost: number
  acted_twice: number
  slack_rate: number
  seconds: number
}

export type OnceOptions = {
  orders: number
  slackRate: number
  timeoutMs: number
  progress(line: string): void
  seed?: number
}

const AT_ONCE = 8

export async function runOnce(
  stage: Stage,
  { orders: count, slackRate, timeoutMs, progress, seed = 1111 }: OnceOptions,
): Promise<Outcome> {
  const started = Date.now()
  const orders = orderGenerator({ seed }).take(count)
  const reviewers = [createReviewer(stage.slack, ANA), createReviewer(stage.slack, BEN)] as const
  const desk = openDesk(reviewers)
  for (let at = 0; at < orders.length; at += AT_ONCE) {
    await Promise.all(orders.slice(at, at + AT_ONCE).map((order) => send(stage, order)))
    progress(`${Math.min(at + AT_ONCE, count)} of ${count} orders sent`)
  }
  const terminal = await untilAllEnded(stage, orders, { deadline: started + timeoutMs, progress })
  await desk.close()
  const records = await stage.app.ledger.queries.agentRecords(0)
  const sum = (count: (record: (typeof records)[number]) => number): number =>
    records.reduce((total, record) => total + count(record), 0)
  const effects = stage.shop.state.effects.all()
  return {
    orders: count,
    runs: terminal.runs,
    decisions: sum(({ proposed }) => proposed),
    asked: sum(({ asked }) => asked),
    verdicts: sum(({ approved, edited, rejected }) => approved + edited + rejected),
    executed: effects.length,
    lost: lostOrders(
      orders.map(({ entity_id }) => entity_id),
      terminal.ended,
    ).length,
    acted_twice: actedTwice(effects),
    slack_rate: slackRate,
    seconds: Number(((Date.now() - started) / SECOND).toFixed(1)),
  }
}

async function send(stage: Stage, order: SampleOrder): Promise<void> {
  stage.shop.place(order)
  const { status, text } = await postWebhook(stage.webUrl, stage.shopifySecret, order.webhook)
  if (status >= 300) throw new Error(`the app answered ${status} to order ${order.number}: ${text}`)
}

/** Polls the record, as anybody outside would, until every order's run has ended or the time is over. */
async function untilAllEnded(
  stage: Stage,
  orders: readonly SampleOrder[],
  { deadline, progress }: { deadline: number; progress(line: string): void },
): Promise<{ ended: string[]; runs: number }> {
  const { queries } = stage.app.ledger
  for (;;) {
    const counts = await queries.runCounts()
    const open = counts
      // Checks of the reviewers are nobody's order: they wait as long as somebody takes.
      .filter(({ kind, status }) => kind === 'live' && (status === 'running' || status === 'waiting'))
      .reduce((sum, { count }) => sum + count, 0)
    const pending = (await stage.app.ledger.pendingDeliveryKeys(1)).length
    if ((open === 0 && pending === 0) || Date.now() > deadline) break
    progress(`${open} runs are open`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const found = await Promise.all(orders.map(({ entity_id }) => queries.findRuns({ kind: 'any', value: entity_id }, 5)))
  const ended = found.flatMap((runs) =>
    runs
      .filter(({ status }) => status === 'completed' || status === 'cancelled' || status === 'dead')
      .map(({ entity_id }) => entity_id),
  )
  const live = (await queries.runCounts()).filter(({ kind }) => kind === 'live')
  return { ended, runs: live.reduce((sum, { count }) => sum + count, 0) }
}
