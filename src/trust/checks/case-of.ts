// A decision of the record as a case that can be put to somebody once more: the order, the facts its agents saw, what they said. Pure.

import { ObservedFact } from '../../contracts/fact.ts'
import { sha256 } from '../../contracts/json.ts'
import type { Order } from '../../contracts/order.ts'
import { Proposal } from '../../contracts/proposal.ts'
import type { RunState, StepRecord } from '../../workflow/state.ts'

export type FrozenCase = {
  workflow: string
  step: string
  order: Order
  facts: Record<string, ObservedFact>
  /** What every agent said, by step. */
  scripted: Record<string, Proposal>
  proposal: Proposal
}

/** Null once the person behind it was erased, and for a decision that was no agent's. */
export function caseOf(state: RunState, decisionId: string): FrozenCase | null {
  const { order, workflow } = state
  const records = Object.values(state.steps).flatMap(({ record, ahead }) => record ?? ahead ?? [])
  const record = state.decisions[decisionId]?.record ?? records.find((each) => each.decision_id === decisionId) ?? null
  if (!order || !record || record.fallback) return null
  const scripted = Object.fromEntries(
    [...records, record].flatMap((each) => {
      const said = proposalOf(each)
      return said ? [[each.step, said] as const] : []
    }),
  )
  const proposal = scripted[record.step]
  if (!proposal) return null
  const facts = Object.assign({}, ...records.map(factsOf), factsOf(record)) as Record<string, ObservedFact>
  return { workflow, step: record.step, order, facts, scripted, proposal }
}

function proposalOf(record: StepRecord): Proposal | null {
  const { decision: action, params, confidence, reasons, against, unchecked, flags, amount } = record
  const read = Proposal.safeParse({ action, params, confidence, reasons, against, unchecked, flags, amount })
  return read.success ? read.data : null
}

function factsOf({ input }: StepRecord): Record<string, ObservedFact> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const fact = ObservedFact.safeParse(value)
      return fact.success ? [[name, fact.data]] : []
    }),
  )
}

/** The same order under a number and an id that look like any other's, so that nobody knows it from before. */
export function disguised<T extends Pick<FrozenCase, 'order' | 'scripted'>>(one: T, seed: string): T {
  const { order } = one
  const number = otherDigits(order.number, `${seed}/number`)
  const [channel = '', account = '', ...id] = order.entity_id.split(':')
  const entity_id = `${channel}:${account}:${otherDigits(id.join(':'), `${seed}/id`)}`
  const bare = order.number.replace(/^#/, '')
  const word = new RegExp(`(?<![\\w.,])${bare.replace(/[^\w]/g, '\\$&')}(?![\\w.,]\\d|\\w)`, 'g')
  const renamed = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(word, number.replace(/^#/, ''))
      : Array.isArray(value)
        ? value.map(renamed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each)]))
          : value
  const scripted = bare === '' ? one.scripted : (renamed(one.scripted) as T['scripted'])
  return { ...one, order: { ...order, number, entity_id }, scripted }
}

/** Every digit after the first becomes another one; where there are none, some are added. */
function otherDigits(text: string, seed: string): string {
  const digits = [...sha256(seed)].map((hex) => String(Number.parseInt(hex, 16) % 10))
  if (!/\d\d/.test(text)) return `${text}${digits.slice(0, 3).join('')}`
  let at = 0
  return text.replace(/(?<=\d)\d/g, () => digits[at++ % digits.length] ?? '7')
}
