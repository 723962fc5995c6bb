// What became of a click, in one sentence for the person who clicked.
import { actionWords, toWords } from '../../blocks/action-words.ts'
import { checkWords } from '../../blocks/check-card.ts'
import { inWords, mention, say, sayWithPeople } from '../../blocks/kit/text.ts'
import { time } from '../../blocks/kit/when.ts'
import { weightWords } from '../../blocks/review/weight-words.ts'
import type { Answer } from '../engine/engine.ts'
import { type Became, becameOf } from '../workflow/expired.ts'
import type { Ruling } from '../workflow/rule-verdict.ts'
import type { RunState } from '../workflow/state.ts'
import { checkOf } from './cards/audit-of.ts'
import type { Outcome } from './outcome.ts'

export const UNCONFIRMED = '⏳ Not confirmed yet, checking; the card will show the truth.'

export const ORPHAN =
  "This button belongs to nothing in the record. `/order` with the order's number shows how it stands."

export const MEMBERS_ONLY = '✋ I answer members of this workspace; guests can ask one of them.'

export const NOT_A_DECIDER = '✋ Only reviewers, leads and admins may do this. An admin names them in the Home tab.'

/** The same, with whom to ask: those who can name somebody. */
export function notADecider(admins: readonly string[]): string {
  if (admins.length === 0) return NOT_A_DECIDER
  return `✋ Only reviewers, leads and admins may do this. Ask ${admins.slice(0, 3).map(mention).join(' or ')} to name you in the Home tab.`
}

/** An answer as what the person is told and shown. Somebody who may not answer is not shown a new card either. */
export function answered(answer: Answer, tookMs: number | null = null): Outcome {
  const state = answer.outcome === 'unknown' || answer.outcome === 'forbidden' ? null : answer.state
  // What acted without being evidence is said at once, whatever the card shows.
  const check = answer.outcome === 'counted' ? checkOf(answer.state) : null
  if (check) return { text: checkWords(check), quiet: false, state }
  const quiet = answer.outcome === 'counted' && answer.weight === 'evidence'
  return { text: answerText(answer, tookMs), quiet, state }
}

export function answerText(answer: Answer, tookMs: number | null = null): string {
  switch (answer.outcome) {
    case 'counted':
      if (answer.status === 'changes_requested') return '✅ Sent back: the agent makes a new version, on the same card.'
      return [
        answer.status === 'open' ? `✅ ${halfWords(answer)}` : `✅ Your answer counted: ${countedAs(answer)}.`,
        weightWords(answer.weight, tookMs),
      ]
        .filter(Boolean)
        .join(' ')
    case 'forbidden':
      return refused(answer)
    case 'unknown':
      return ORPHAN
    default:
      return 'ruling' in answer ? rulingText(answer.ruling, answer.state) : ''
  }
}

type Counted = Extract<Answer, { outcome: 'counted' }>

/** One of two that must agree: on which side, and who stands on the other. */
export function halfWords({ kind, decision_id, state }: Omit<Counted, 'outcome' | 'status' | 'weight'>): string {
  const { record, approvals = [] } = state.decisions[decision_id] ?? {}
  const isNo = kind === 'reject'
  const to = isNo ? 'reject' : record ? say(toWords(actionWords(record.decision, state.number).label), 40) : 'approve'
  const others = approvals.filter(({ side }) => (side === 'no') !== isNo).map(({ by }) => mention(by))
  const against = others.length > 0 ? ` ${others.join(', ')} said otherwise, so it stays open.` : ''
  return `Your ${isNo ? 'rejection' : 'approval'} counted: 1 of 2 to ${to}.${against} A second person must agree.`
}

/** Whoever asked for the thing and says no to it takes back what they asked for. */
function countedAs({ status, state, decision_id }: Counted): string {
  const by = state.decisions[decision_id]?.closed?.by ?? null
  return status === 'rejected' && by !== null && by === state.requested_by ? 'withdrawn' : inWords(status)
}

/** For somebody whose click was not theirs to make. */
export function refused({ because, who }: { because: string; who: readonly string[] }): string {
  return `✋ Not counted: ${sayWithPeople(because, 250)}. ${whoMay(who)}`
}

/** For whoever passed it to somebody who could not answer it. */
export function notTheirs(personId: string, who: readonly string[]): string {
  return `✋ Not passed on: ${mention(personId)} may not decide this. ${whoMay(who)}`
}

const EXPIRED: Readonly<Record<Became, string>> = {
  skipped: 'Too late: nobody answered in time, so the step was skipped.',
  nothing: 'Too late: nobody answered in time. Nothing was done.',
  holding: 'Too late: nobody answered in time, so the order is being put on hold instead.',
  held: 'Too late: nobody answered in time, so the order was put on hold instead.',
  not_held: 'Too late: nobody answered in time, and putting the order on hold did not work.',
  released: 'Too late: nobody answered in time, so the order was put on hold; that was taken back since.',
}

function rulingText(ruling: Ruling, state: RunState): string {
  switch (ruling.ruling) {
    case 'already':
      if (ruling.yours) return `Yours counted: ${inWords(ruling.status)} at ${time(ruling.at)}. Nothing happens twice.`
      return `${ruling.by === null ? 'Somebody' : mention(ruling.by)} was faster: ${inWords(ruling.status)} at ${time(ruling.at)}. Your click changed nothing.`
    case 'expired':
      return EXPIRED[becameOf(state, ruling.decision)]
    case 'superseded':
      return `This is no longer asked: ${sayWithPeople(ruling.because, 250)}.`
    case 'stale':
      return 'Nothing was decided: this has changed since your card was drawn. The card shows it as it is now.'
    case 'needs_other_person':
      return `Your ${ruling.side === 'no' ? 'rejection' : 'approval'} counted before: a second person must agree.`
    case 'ended':
      return `Nothing to decide any more: this has ended (${sayWithPeople(ruling.because, 200)}).`
    case 'counts':
    case 'unknown':
      return ''
    default:
      return ruling satisfies never
  }
}

function whoMay(who: readonly string[]): string {
  if (who.length === 0) return 'Nobody may decide this yet: an admin names reviewers in the Home tab.'
  const named = who.slice(0, 5).map(mention).join(', ')
  return `Ask ${named}${who.length > 5 ? ` or ${who.length - 5} others` : ''}.`
}
