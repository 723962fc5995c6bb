// Tests of new versions as they stand, folded from the record. Pure.
import type {
  ShadowBegun,
  ShadowCase,
  ShadowEvent,
  ShadowJudged,
  ShadowReport,
  StoredShadowEvent,
} from '../../contracts/shadow.ts'

export type Tried = {
  case: ShadowCase
  status: 'open' | 'judged' | 'dropped'
  judged: (ShadowJudged & { by: string; at: number }) | null
}

export type ShadowTest = {
  begun: ShadowBegun
  by: string
  at: number
  cases: Tried[]
  finished: (ShadowReport & { at: number }) | null
  took_over: (Extract<ShadowEvent, { type: 'took_over' }> & { by: string; at: number }) | null
}

/** In the order they were begun. */
export function foldShadow(events: readonly StoredShadowEvent[]): ShadowTest[] {
  const tests = new Map<string, ShadowTest>()
  for (const { by, at, event } of events) {
    if (event.type === 'begun') {
      tests.set(event.report, { begun: event, by, at, cases: [], finished: null, took_over: null })
      continue
    }
    const test = tests.get(event.report)
    if (test) tests.set(event.report, after(test, event, { by, at }))
  }
  return [...tests.values()]
}

function after(
  test: ShadowTest,
  event: Exclude<ShadowEvent, { type: 'begun' }>,
  told: { by: string; at: number },
): ShadowTest {
  const patched = (nth: number, patch: Partial<Tried>): ShadowTest => ({
    ...test,
    cases: test.cases.map((tried) =>
      tried.case.nth === nth && tried.status === 'open' ? { ...tried, ...patch } : tried,
    ),
  })
  switch (event.type) {
    case 'case':
      return { ...test, cases: [...test.cases, { case: event, status: 'open', judged: null }] }
    case 'dropped':
      return patched(event.nth, { status: 'dropped' })
    case 'judged':
      return patched(event.nth, { status: 'judged', judged: { ...event, ...told } })
    case 'finished':
      return { ...test, finished: { ...event.result, at: told.at } }
    case 'took_over':
      return { ...test, took_over: { ...event, ...told } }
    default:
      return event satisfies never
  }
}

/** All its cases are there: one that was interrupted while they were written is not shown to anybody. */
export function isComplete({ begun, cases }: ShadowTest): boolean {
  return cases.length === begun.cards
}

export function isJudged(test: ShadowTest): boolean {
  return isComplete(test) && test.cases.every(({ status }) => status !== 'open')
}
