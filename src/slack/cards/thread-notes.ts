// The thread under a card is its story: earlier versions, who passed it on, what was called wrong. From the run's state alone;
// a later state only ever adds notes at the end, so that counting them is enough to know what is still to be told.
import { actionWords } from '../../../blocks/action-words.ts'
import { capital, inWords, mention, sayWithPeople } from '../../../blocks/kit/text.ts'
import { passWords } from '../../../blocks/pass-words.ts'
import { becameOf } from '../../workflow/expired.ts'
import type { DecisionState, RunState, StepRecord, Told } from '../../workflow/state.ts'
import { draftOf } from './draft-of.ts'

/** mrkdwn; people who are meant are mentioned. */
export type ThreadNote = { text: string }

/** `leads`: who is to know that something ended without anybody. */
export function threadNotes(state: RunState, leads: readonly string[] = []): ThreadNote[] {
  return state.story.map((told, index) => ({
    text: told.what === 'unanswered' ? unanswered(state, told.decision_id, leads) : textOf(state, told, index),
  }))
}

/**
 * What a card's message may be written down to show: all of it only when its thread tells everything too. Else one less than is
 * wanted, so that the card stays behind and gets another turn.
 */
export function versionShown(
  state: RunState,
  card: { want_version: number; have_notes: number },
  toldNow = card.have_notes,
): number {
  return toldNow >= state.story.length ? state.version : Math.min(card.want_version, state.version) - 1
}

function textOf(state: RunState, told: Exclude<Told, { what: 'unanswered' }>, index: number): string {
  switch (told.what) {
    case 'changes_requested':
      return sentBack(state, told.decision_id, index)
    case 'passed':
      return passed(state, told)
    case 'corrected':
      return corrected(state, told.decision_id)
    default:
      return told satisfies never
  }
}

function sentBack(state: RunState, id: string, index: number): string {
  const decision = state.decisions[id]
  if (!decision) return '✏️ Changes were asked for.'
  const version = 1 + state.story.slice(0, index).filter((earlier) => isSameDraft(state, earlier, decision)).length
  const draft = draftOf(state, decision.record, decision.params)
  return [
    `✏️ ${who(decision.closed?.by)} asked for changes to version ${version} (${asked(state, decision.record)}):`,
    ...quoted(decision.closed?.note ?? ''),
    ...(draft.length === 0 ? [] : [`Version ${version} was:`]),
    ...draft.flatMap(({ field, value }) => [`*${capital(inWords(field))}*`, ...quoted(value)]),
  ].join('\n')
}

function isSameDraft(state: RunState, told: Told, { step }: DecisionState): boolean {
  return told.what === 'changes_requested' && state.decisions[told.decision_id]?.step === step
}

function passed(state: RunState, { decision_id, nth }: Extract<Told, { what: 'passed' }>): string {
  const decision = state.decisions[decision_id]
  const pass = decision?.passes[nth]
  if (!decision || !pass) return '👉 This was passed on.'
  return `👉 ${passWords(pass)} (${asked(state, decision.record)})`
}

function corrected(state: RunState, id: string): string {
  const correction = state.corrections[id]
  const record = state.decisions[id]?.record ?? recordOf(state, id)
  const what = record ? `"${actionWords(record.decision, state.number).done}"` : 'what was decided'
  if (!correction) return `⚠️ ${what} was called wrong.`
  return [
    `⚠️ ${mention(correction.by)} says this was wrong: ${what} (${inWords(correction.reason_code)})`,
    ...quoted(correction.note ?? ''),
  ].join('\n')
}

function unanswered(state: RunState, id: string, leads: readonly string[]): string {
  const decision = state.decisions[id]
  const what = decision ? ` "${asked(state, decision.record)}"` : ''
  const also = decision && becameOf(state, decision) === 'not_held' ? ' The order could not be put on hold either.' : ''
  const to = leads.slice(0, 5).map(mention).join(', ')
  return `⏰ ${to === '' ? '' : `${to}: `}nobody answered${what} in time; nothing was done.${also} Nobody is asked again.`
}

function recordOf(state: RunState, id: string): StepRecord | undefined {
  return Object.values(state.steps)
    .map(({ record }) => record)
    .find((record): record is StepRecord => record?.decision_id === id)
}

function asked(state: RunState, { decision }: { decision: string }): string {
  return sayWithPeople(actionWords(decision, state.number).ask, 200)
}

function who(by: string | null | undefined): string {
  return by ? mention(by) : 'Somebody'
}

/** Whole, line by line: nothing of an earlier version is lost. */
const WHOLE = 20_000

function quoted(text: string): string[] {
  return text.trim() === '' ? [] : text.split('\n').map((line) => `> ${sayWithPeople(line, WHOLE)}`)
}
