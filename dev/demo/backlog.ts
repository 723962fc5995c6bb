// Many questions at once in the try-it workspace: a script that clears them through `/review`, and a burst that must not flood a channel.
import { ACTIONS } from '../../blocks/ids.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import type { OpenCase } from '../../src/ledger/cases.ts'
import { orderGenerator } from '../shop/order-generator.ts'
import { postWebhook } from '../shop/post-webhook.ts'
import type { SampleOrder } from '../shop/sample-order.ts'
import { createReviewer, type Reviewer } from '../slack/reviewer.ts'
import { type Copied, copyCases } from './many-cases.ts'
import { ANA, BEN, OPS } from './people.ts'
import { type ReviewOutcome, reviewByScript, textOf, typedUntilTaken } from './review-script.ts'
import type { Stage } from './stage.ts'

export type BacklogOptions = { slackRate: number; timeoutMs: number; progress(line: string): void; seed?: number }

const AT_ONCE = 8
const ORIGINALS = 16

export async function runReview(
  stage: Stage,
  { cases, slackRate, timeoutMs, progress, seed = 2222 }: BacklogOptions & { cases: number },
): Promise<ReviewOutcome & { slack_rate: number; in_record: Record<string, number>; cards_posted: number }> {
  const orders = orderGenerator({ seed }).take(cases)
  await offer(stage, orders, { overMs: 0, progress })
  await quiet(stage, { orders: cases, deadline: Date.now() + timeoutMs, progress })
  const outcome = await reviewByScript(stage.slack, createReviewer(stage.slack, ANA), {
    decisions: cases,
    channel: OPS,
    progress,
  })
  return { ...outcome, slack_rate: slackRate, in_record: await weights(stage), cards_posted: messages(stage).length }
}

/** What the record holds of the script's own answers, by what they counted as. */
async function weights({ adapters }: Stage): Promise<Record<string, number>> {
  const rows = await adapters.db.query<{ weight: string; answers: number }>(
    `SELECT coalesce(weight, 'evidence') AS weight, count(*) AS answers FROM decisions
     WHERE verdict_by = $1 AND carried IS NOT TRUE GROUP BY 1 ORDER BY 1`,
    [ANA],
  )
  return Object.fromEntries(rows.map(({ weight, answers }) => [weight, answers]))
}

export type BurstOutcome = {
  offered: number
  offered_seconds: number
  open: number
  lost: number
  /** Refusals by Slack's limits that were met; each was waited out by the queue. */
  rate_limited: Record<string, number>
  missed_acks: number
  brief_after_seconds: number
  messages_posted: number
  /** How many cases `/review` said there are, against what the record has. */
  reachable: number
  deadline_order_kept: boolean
  views_opened: number
  /** Typed while the connection was down, and typed again. */
  commands_refused: number
  open_ms_max: number
  open_ms_median: number
  slack_rate: number
}

export async function runBurst(
  stage: Stage,
  {
    cards,
    slackRate,
    timeoutMs,
    progress,
    seed = 3333,
    overMs = MINUTE,
  }: BacklogOptions & { cards: number; overMs?: number },
): Promise<BurstOutcome> {
  const originals = await judged(stage, { seed, timeoutMs, progress })
  const ben = createReviewer(stage.slack, BEN)
  const began = Date.now()
  const brief = briefOf(ben)
    .then((at) => (at - began) / SECOND)
    .catch(() => Number.NaN)
  const opening = openNowAndThen(ben)
  const copied = await copyCases(stage.app.ledger, { originals, count: cards, overMs, progress })
  const offered = (Date.now() - began) / SECOND
  await brief
  const opened = await opening.stop()
  const first = await inReview(createReviewer(stage.slack, ANA), stage)
  const stats = stage.slack.control.stats()
  const times = opened.took.toSorted((a, b) => a - b)
  return {
    offered: cards,
    offered_seconds: Number(offered.toFixed(1)),
    open: first.open,
    lost: await lost(stage, copied),
    rate_limited: stats.rateLimited,
    missed_acks: stats.missedAcks,
    brief_after_seconds: Number((await brief).toFixed(1)),
    messages_posted: messages(stage).length,
    reachable: first.reachable,
    deadline_order_kept: first.inOrder,
    views_opened: times.length,
    commands_refused: opened.refused,
    open_ms_max: Math.round(times.at(-1) ?? 0),
    open_ms_median: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    slack_rate: slackRate,
  }
}

async function offer(
  stage: Stage,
  orders: readonly SampleOrder[],
  { overMs, progress }: { overMs: number; progress(line: string): void },
): Promise<void> {
  const began = Date.now()
  for (let at = 0; at < orders.length; at += AT_ONCE) {
    const early = began + (overMs * at) / orders.length - Date.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    await Promise.all(
      orders.slice(at, at + AT_ONCE).map(async (order) => {
        stage.shop.place(order)
        const { status, text } = await postWebhook(stage.webUrl, stage.shopifySecret, order.webhook)
        if (status >= 300) throw new Error(`the app answered ${status} to order ${order.number}: ${text}`)
      }),
    )
    if ((at / AT_ONCE) % 10 === 0)
      progress(`${Math.min(at + AT_ONCE, orders.length)} of ${orders.length} orders offered`)
  }
}

/** Until every order's run waits for a person or is over. */
async function quiet(
  stage: Stage,
  { orders, deadline, progress }: { orders: number; deadline: number; progress(line: string): void },
): Promise<void> {
  const { queries, pendingDeliveryKeys } = stage.app.ledger
  for (;;) {
    const counts = await queries.runCounts()
    const sum = (fits: (one: (typeof counts)[number]) => boolean): number =>
      counts.filter(fits).reduce((total, { count }) => total + count, 0)
    const moving = sum(
      ({ status, waiting_on }) => status === 'running' || (status === 'waiting' && waiting_on !== 'human'),
    )
    const pending = (await pendingDeliveryKeys(1)).length
    if ((moving === 0 && pending === 0 && sum(() => true) >= orders) || Date.now() > deadline) return
    progress(`${sum(() => true)} runs, ${moving} of them under way`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function briefOf(reviewer: Reviewer): Promise<number> {
  await reviewer.until(
    () => reviewer.messages(OPS).some((message) => JSON.stringify(message.blocks).includes(ACTIONS.startAll)),
    { timeoutMs: 10 * MINUTE, what: 'the brief' },
  )
  return Date.now()
}

/** Opens `/review` every two seconds, as somebody would who wants to begin, and notes how long the window took. */
function openNowAndThen(reviewer: Reviewer): { stop(): Promise<{ took: number[]; refused: number }> } {
  const took: number[] = []
  let refused = 0
  let isOver = false
  const work = (async () => {
    while (!isOver) {
      const began = performance.now()
      const typed = reviewer.command('/review', OPS)
      const view = reviewer.until(() => reviewer.view(), { timeoutMs: 30 * SECOND, what: 'the window' })
      // A socket that is just being changed takes no command: the person is told, and types it again.
      if ((await typed).status === 'ok') {
        await view
        took.push(performance.now() - began)
      } else refused += 1
      view.catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 2 * SECOND))
      for (let view = reviewer.view(); view; view = reviewer.view()) await reviewer.close(view)
    }
  })()
  return {
    async stop() {
      isOver = true
      await work
      return { took, refused }
    },
  }
}

const STEPS = 30

/** Steps through the first cases without answering: how many there are, and whether the most urgent come first. */
async function inReview(
  reviewer: Reviewer,
  stage: Stage,
): Promise<{ open: number; reachable: number; inOrder: boolean }> {
  const cases = await stage.app.ledger.cases.open(10_000)
  const byNumber = new Map(cases.toReversed().map((one) => [one.number.replace(/^#/, ''), one]))
  await typedUntilTaken(reviewer, '/review', OPS)
  const seen: OpenCase[] = []
  let reachable = 0
  let hash = ''
  for (let step = 0; step < STEPS; step += 1) {
    const view = await reviewer.until(
      () => {
        const now = reviewer.view()
        return now && now.hash !== hash && !textOf(now).includes('One moment') ? now : undefined
      },
      { timeoutMs: MINUTE, what: 'a case' },
    )
    hash = view.hash
    const text = textOf(view)
    reachable ||= Number(/ of (\d+)/.exec(text)?.[1] ?? 0)
    const one = byNumber.get(/#(\d+)/.exec(text)?.[1] ?? '')
    if (one) seen.push(one)
    if (!view.view.blocks.some((block) => JSON.stringify(block).includes(ACTIONS.reviewSkip))) break
    if ((await reviewer.click(ACTIONS.reviewSkip, { view })).status !== 'ok') hash = ''
  }
  const minutes = seen.map(({ deadline }) => Math.floor(deadline / MINUTE))
  return {
    open: new Set(cases.map(({ run_id }) => run_id)).size,
    reachable,
    inOrder: seen.length > 0 && minutes.every((minute, at) => at === 0 || minute >= (minutes[at - 1] ?? 0)),
  }
}

async function lost(stage: Stage, copied: readonly Copied[]): Promise<number> {
  const open = new Set((await stage.app.ledger.cases.open(100_000)).map(({ run_id }) => run_id))
  return copied.filter(({ run_id }) => !open.has(run_id)).length
}

/** A few orders that agents really judged, and that wait for a person. */
async function judged(stage: Stage, about: { seed: number; timeoutMs: number; progress(line: string): void }) {
  const { ledger } = stage.app
  const orders = orderGenerator({ seed: about.seed }).take(ORIGINALS)
  await offer(stage, orders, { overMs: 0, progress: about.progress })
  await quiet(stage, { orders: ORIGINALS, deadline: Date.now() + about.timeoutMs, progress: about.progress })
  const cases = await ledger.cases.open(100)
  const runs = await ledger.load([...new Set(cases.map(({ run_id }) => run_id))], 'read')
  const atRest = new Set(['succeeded', 'stopped', 'failed', 'undone'])
  const states = await Promise.all(runs.map(({ run_id }) => stage.app.engine.state(run_id)))
  return runs.filter((_, index) =>
    Object.values(states[index]?.actions ?? {}).every(({ status }) => atRest.has(status)),
  )
}

function messages(stage: Stage) {
  return createReviewer(stage.slack, BEN)
    .messages(OPS)
    .filter(({ ephemeral }) => !ephemeral)
}
