// What a review window shows: a case, the end, or help. Made when it is sent, so that the moment it is shown is the moment it says.
import type { ModalView } from '@slack/web-api'
import { type AlikeData, alikeWindow, MOST_AT_ONCE } from '../../../blocks/review/alike-window.ts'
import { caseWindow, type LastAnswer, type Place } from '../../../blocks/review/case-window.ts'
import { doneWindow } from '../../../blocks/review/done-window.ts'
import { reviewHelp } from '../../../blocks/review/help-window.ts'
import { lookWindow } from '../../../blocks/review/look-window.ts'
import { formatMoney } from '../../contracts/money.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Claim } from '../../ledger/claims.ts'
import type { DecisionState, RunState } from '../../workflow/state.ts'
import type { CardContext } from '../cards/card-context.ts'
import { cardDataOf } from '../cards/card-data-of.ts'
import { doingWords } from '../cards/consequences.ts'
import { caseDataOf } from './asked-of.ts'
import type { CaseList } from './case-list.ts'
import { seenSince } from './on-screen.ts'
import type { Picked } from './picking.ts'
import { decided, packedSession, type Session } from './session.ts'
import { whyAlike } from './why-alike.ts'

export type Screen = { view: ModalView; session: Session }

type Shown = { picked: Picked; session: Session; last: LastAnswer | null; context: CardContext }

export function reviewScreen({ picked, session, last, context }: Shown): Screen {
  if (picked.status === 'unknown') return { view: reviewHelp(picked.words), session }
  if (picked.status === 'none') return doneScreen({ list: picked.list, session, last, now: context.now })
  if (picked.status === 'look') return lookScreen({ ...picked, session, last, context })
  const { state, asked, list } = picked
  const data = caseDataOf(state, asked, context)
  const { question } = data
  if (question === null) return doneScreen({ list, session, last, now: context.now })
  const { run, decision, revision } = question.target
  const now = { run, decision, revision }
  const next: Session = { ...session, at: seenSince(session, now, context.now), now }
  const [cluster, same] = alikeWith(list, asked.decision_id)
  const view = caseWindow({
    data,
    question,
    last,
    place: placeIn(list, session),
    alike: same && !question.conflict ? { count: same.length, why: whyAlike(cluster) } : null,
    metadata: packedSession(next),
  })
  return { view, session: next }
}

function placeIn({ cases, urgent }: CaseList, session: Session): Place {
  const past = decided(session) + session.aside.length
  return { number: past + 1, of: past + Math.max(1, cases.length), due: urgent.due }
}

/** Blind: what the agent did comes with the second step, once the person has said what they would have done. */
function lookScreen({
  state,
  list,
  session,
  last,
  context,
}: Omit<Shown, 'picked'> & { state: RunState; list: CaseList }): Screen {
  const data = cardDataOf(state, context)
  if (!data.audit || !state.check) return doneScreen({ list, session, last, now: context.now })
  const step = state.audit?.stated ? 1 : 0
  const now = { run: state.run_id, decision: state.check.of.decision_id, revision: step }
  const next: Session = { ...session, at: seenSince(session, now, context.now), now }
  const { audit } = data
  return {
    session: next,
    view: lookWindow({ data, audit, last, place: placeIn(list, session), metadata: packedSession(next) }),
  }
}

/** The group of alike cases a decision belongs to. */
export function alikeWith({ alike }: Pick<CaseList, 'alike'>, decision: string): [string, OpenCase[]] | [string, null] {
  const found = [...alike].find(([, cases]) => cases.some(({ decision_id }) => decision_id === decision))
  return found ?? ['', null]
}

function doneScreen(about: { list: CaseList; session: Session; last: LastAnswer | null; now: number }): Screen {
  const { list, session, last, now } = about
  const over: Session = { ...session, at: null, now: null }
  const { filter, approved, rejected, looked, unproven, aside } = session
  const view = doneWindow({
    ...{ filter, approved, rejected, looked, unproven, last },
    others: list.others,
    aside: aside.length,
    tookMs: now - session.began,
    claimed: byPerson(list.claimed),
    metadata: packedSession(over),
  })
  return { view, session: over }
}

function byPerson(claims: readonly Claim[]): { by: string; count: number; until: number }[] {
  const found = new Map<string, { by: string; count: number; until: number }>()
  for (const { by, until } of claims) {
    const one = found.get(by) ?? { by, count: 0, until }
    found.set(by, { by, count: one.count + 1, until: Math.max(one.until, until) })
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, 5)
}

/** Which decision in which revision, short enough for an option's value. */
export function alikeId({ run_id, decision_id, revision }: OpenCase): string {
  return `${run_id.replaceAll('-', '')}${decision_id.replaceAll('-', '')}${revision}`
}

export function readAlikeId(id: string): { run: string; decision: string; revision: number } | null {
  const [, run, decision, revision] = /^([0-9a-f]{32})([0-9a-f]{32})(\d{1,9})$/.exec(id) ?? []
  return run && decision && revision
    ? { run: dashed(run), decision: dashed(decision), revision: Number(revision) }
    : null
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function alikeScreen(about: {
  cases: readonly OpenCase[]
  state: RunState
  asked: DecisionState
  context: CardContext
  metadata: string
}): ModalView {
  const { cases, state, asked, context, metadata } = about
  const data = caseDataOf(state, asked, context)
  const { question } = data
  const focus = question && state.decisions[question.target.decision]
  const alike: AlikeData = {
    label: question?.words.label ?? 'Approve',
    agent: question?.agent ?? '',
    why: whyAlike(cases[0]?.cluster ?? ''),
    approving: focus ? doingWords(state, focus.record, focus.params, context) : '',
    cases: cases.map((one) => ({
      id: alikeId(one),
      number: one.number,
      amount: one.amount && formatMoney(one.amount),
      deadline: one.deadline,
    })),
    more: Math.max(0, cases.length - MOST_AT_ONCE),
    now: context.now,
    metadata,
  }
  return alikeWindow(alike)
}
