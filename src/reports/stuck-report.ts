// What does not go on by itself: since when, why, and what a person can do about it.
import { MINUTE } from '../contracts/clock.ts'
import type { RunEvent } from '../contracts/event.ts'
import type { RunKind } from '../contracts/run.ts'
import type { StuckRun, UnpostedCard, Untaken } from '../ledger/stuck.ts'

/** Texts are raw. */
export type StuckItem = {
  what: 'dead' | 'run' | 'card' | 'delivery' | 'question'
  title: string
  kind: RunKind
  since: number
  why: string
  todo: string
  /** The run it is about; null where it is about none. */
  run: string | null
}

/** A question that nobody with a role may answer as things are. */
export type Undecidable = {
  run_id: string
  number: string
  kind: RunKind
  /** "Hold order #1042?" */
  ask: string
  opened_at: number
  deadline: number
  because: string
}

export type Expected = {
  /** Milliseconds by workflow, from the time limits of its steps. */
  by_workflow: Readonly<Record<string, number>>
  /** How long missing facts are waited for before a person is asked. */
  data_ms: number
}

/** Below this nothing is called slow: a full queue takes its time too. */
const LEAST_MS = MINUTE
const TIMES = 2

/** The time after which a run that is still there counts as stuck. */
export function stuckAfter(
  { workflow, waiting_on }: Pick<StuckRun, 'workflow' | 'waiting_on'>,
  expected: Expected,
): number {
  const steps = Math.max(LEAST_MS, expected.by_workflow[workflow] ?? 0)
  return TIMES * (waiting_on === 'data' ? Math.max(steps, expected.data_ms) : steps)
}

/** The shortest of them: younger runs need not be looked at. */
export function soonestStuck(): number {
  return TIMES * LEAST_MS
}

export function isStuck(run: StuckRun, { now, expected, afterMs }: StuckRules): boolean {
  return run.status === 'dead' || now - run.since >= (afterMs ?? stuckAfter(run, expected))
}

/** `afterMs`: what a person asked for instead of the expected times. */
export type StuckRules = { now: number; expected: Expected; afterMs: number | null }

export function stuckReport(found: {
  runs: readonly StuckRun[]
  /** Events of the runs, for the reason. */
  stories: ReadonlyMap<string, readonly RunEvent[]>
  cards: readonly UnpostedCard[]
  untaken: readonly Untaken[]
  undecidable: readonly Undecidable[]
}): StuckItem[] {
  return [
    ...found.runs.map((run) => stuckRun(run, found.stories.get(run.run_id) ?? [])),
    ...found.undecidable.map(undecidable),
    ...found.cards.map(unposted),
    ...found.untaken.map(notTakenIn),
  ]
}

export function stuckRun(run: StuckRun, events: readonly RunEvent[]): StuckItem {
  const { run_id, number, kind, since, status } = run
  const about = { title: orderName(number), kind, since, run: run_id }
  const last = <T extends RunEvent['body']['type']>(...types: T[]) =>
    events.findLast(({ body }) => (types as string[]).includes(body.type))?.body as
      | Extract<RunEvent['body'], { type: T }>
      | undefined
  if (status === 'dead') {
    const died = last('run.dead')
    return {
      ...about,
      what: 'dead',
      why: died ? `${died.because} (reference ${died.ref})` : 'it could not go on by itself',
      todo: 'Try again. If it stops again, finish the order in the shop.',
    }
  }
  if (run.waiting_on === 'data') {
    const waiting = last('step.waiting')
    return {
      ...about,
      what: 'run',
      why: waiting ? `${waiting.step} waits for ${waiting.facts.join(', ')}: ${waiting.because}` : 'it waits for facts',
      todo: 'See whether the shop delivers these facts; a person is asked when it takes too long.',
    }
  }
  if (run.waiting_on === 'action') {
    const trouble = last('action.unknown', 'action.deferred', 'action.undo_delayed')
    return {
      ...about,
      what: 'run',
      why: trouble ? `an action is not confirmed: ${trouble.because}` : 'an action was begun and not confirmed',
      todo: 'Look in the shop whether it happened. It is looked up again by itself, and never done twice.',
    }
  }
  return {
    ...about,
    what: 'run',
    why: 'nothing has worked on it since',
    todo: 'See that a worker is running (`npm run doctor` on the server); it goes on by itself then.',
  }
}

function undecidable({ run_id, number, kind, ask, opened_at, deadline, because }: Undecidable): StuckItem {
  return {
    what: 'question',
    title: ask || orderName(number),
    kind,
    since: opened_at,
    why: `nobody may decide it: ${because}`,
    todo: `An admin names somebody in the Home tab, or raises a limit, before ${clock(deadline)} UTC; then its fallback counts.`,
    run: run_id,
  }
}

function unposted({ run_id, number, kind, since, error }: UnpostedCard): StuckItem {
  return {
    what: 'card',
    title: `The card of ${orderName(number)}`,
    kind,
    since,
    why: `Slack does not take it: ${error}`,
    todo: 'It is tried again by itself. Until then the question is in the Home tab and in /review.',
    run: run_id,
  }
}

function notTakenIn({ what, channel, topic, count, oldest }: Untaken): StuckItem {
  const many = `${count} ${count === 1 ? 'delivery' : 'deliveries'} of ${channel}: ${topic}`
  return {
    what: 'delivery',
    title: many,
    kind: 'live',
    since: oldest,
    run: null,
    ...(what === 'signal'
      ? {
          why: 'they came before the order they speak of, and that order has not come',
          todo: 'See that the shop sends order.created to this address; they are handed over when the order arrives.',
        }
      : {
          why: 'they are stored and nothing has taken them in',
          todo: 'See that a worker is running (`npm run doctor` on the server); nothing is lost.',
        }),
  }
}

function orderName(number: string): string {
  return number === '' ? 'an order without a number' : `order #${number.replace(/^#+/, '')}`
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16)
}
