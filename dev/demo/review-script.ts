// A reviewer who clears cases through `/review` without thinking, as soon as the window takes an answer: how fast it moves, what it costs
// at Slack, and what is said.
import { ACTIONS } from '../../blocks/ids.ts'
import { MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { TOO_SOON, UNSEEN_MS } from '../../src/slack/review/on-screen.ts'
import type { OpenView } from '../slack/contract.ts'
import { elementsOf } from '../slack/interactivity/elements.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { Reviewer } from '../slack/reviewer.ts'

export type ReviewOutcome = {
  decisions: number
  approved: number
  rejected: number
  /** Taps a person saw answered, per minute; the time in which a new case takes no answer is in it. */
  decisions_per_minute: number
  /** Taps that came before their case could be seen: given again, and in every figure but the decisions. */
  too_soon: number
  /** All calls to Slack while the script worked, the cards' changes included, and per decision. */
  api_calls: number
  api_calls_per_decision: number
  rate_limited: number
  /** How many of its answers the window called done, but no evidence. */
  said_not_evidence: number
  /** Until the window of `/review` was there, and until it showed the first case. */
  open_ms: number
  first_case_ms: number
  seconds: number
  last_words: string
}

export type ReviewOptions = {
  decisions: number
  channel: string
  /** Between a case and its answer; without it, until the window takes an answer. */
  think?: () => Promise<void> | void
  /** One in so many is rejected. */
  rejectEvery?: number
  filter?: string
  patienceMs?: number
  progress?: (line: string) => void
}

const NOT_EVIDENCE = 'Counted as done, not as evidence'

export async function reviewByScript(
  slack: LocalSlack,
  reviewer: Reviewer,
  { decisions, channel, think, rejectEvery = 10, filter = '', patienceMs = 2 * MINUTE, progress }: ReviewOptions,
): Promise<ReviewOutcome> {
  const before = slack.control.stats()
  const wait = { timeoutMs: patienceMs, what: 'the next case' }
  const began = performance.now()
  const typed = typedUntilTaken(reviewer, `/review ${filter}`.trim(), channel)
  await reviewer.until(() => reviewer.view(), { ...wait, what: 'the window' })
  const opened = performance.now() - began
  let view = await reviewer.until(() => settled(reviewer.view()), wait)
  const firstCase = performance.now() - began
  await typed
  let [approved, rejected, notEvidence, tooSoon] = [0, 0, 0, 0]
  const started = performance.now()
  while (approved + rejected < decisions && hasCase(view)) {
    await (think ?? untilSeen)()
    const tap = approved + rejected + 1
    const no = tap % rejectEvery === 0 && holds(view, ACTIONS.reviewReject)
    const { hash } = view
    const outcome = no
      ? await reviewer.click(ACTIONS.reviewReject, { view, entered: 'wrong_call' })
      : await reviewer.click(ACTIONS.reviewApprove, { view })
    if (outcome.status !== 'ok') throw new Error(`a tap was not taken: ${JSON.stringify(outcome)}`)
    view = await reviewer.until(() => changed(reviewer.view(), hash), wait)
    if (textOf(view).includes(TOO_SOON)) {
      tooSoon += 1
      if (tooSoon > decisions) throw new Error('every tap came too soon: the clock of the app stands still')
      continue
    }
    if (no) rejected += 1
    else approved += 1
    if (textOf(view).includes(NOT_EVIDENCE)) notEvidence += 1
    if (tap % 20 === 0) progress?.(`${tap} of ${decisions} reviewed`)
  }
  const took = performance.now() - started
  const after = slack.control.stats()
  const done = approved + rejected
  const calls = total(after.calls) - total(before.calls)
  return {
    decisions: done,
    approved,
    rejected,
    decisions_per_minute: Math.round((done / took) * MINUTE),
    too_soon: tooSoon,
    api_calls: calls,
    api_calls_per_decision: Number((calls / Math.max(1, done)).toFixed(2)),
    rate_limited: total(after.rateLimited) - total(before.rateLimited),
    said_not_evidence: notEvidence,
    open_ms: Math.round(opened),
    first_case_ms: Math.round(firstCase),
    seconds: Number((took / SECOND).toFixed(1)),
    last_words: textOf(view).slice(0, 300),
  }
}

/** On the machine's own clock, with a little more for the way to the window and back. */
function untilSeen(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, UNSEEN_MS + 50))
}

/** As a person would: typed again when the app did not take it. */
export async function typedUntilTaken(reviewer: Reviewer, line: string, channel: string): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if ((await reviewer.command(line, channel)).status === 'ok') return
    await new Promise((resolve) => setTimeout(resolve, SECOND))
  }
  throw new Error(`"${line}" was not taken`)
}

/** Not the skeleton any more. */
function settled(view: OpenView | undefined): OpenView | undefined {
  return view && !textOf(view).includes('One moment') ? view : undefined
}

/** A new screen, not the one that says that it is being looked up. */
function changed(view: OpenView | undefined, hash: string): OpenView | undefined {
  return view && view.hash !== hash && !textOf(view).includes('Not confirmed yet') ? view : undefined
}

function hasCase(view: OpenView): boolean {
  return holds(view, ACTIONS.reviewApprove)
}

function holds(view: OpenView, action: string): boolean {
  return elementsOf(view.view.blocks).some(({ actionId }) => actionId === action)
}

export function textOf(view: Pick<OpenView, 'view'>): string {
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    if ('type' in value && (value.type === 'mrkdwn' || value.type === 'plain_text') && 'text' in value)
      texts.push(String(value.text))
    for (const member of Object.values(value)) visit(member)
  }
  visit(view.view.blocks)
  return texts.join('\n')
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.entries(counts).reduce((sum, [method, count]) => (method.startsWith('apps.') ? sum : sum + count), 0)
}
