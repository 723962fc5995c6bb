// Changes were asked for: a new version under the same question, seen by a person whatever the gate says, within the same deadline.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/contracts/clock.ts'
import { threadNotes } from '../../src/slack/cards/thread-notes.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { nextOf } from '../../src/workflow/next.ts'
import { openDecisions, type RunState } from '../../src/workflow/state.ts'
import { ahead, NOW, openId, order, play, RUN_ID, received, result, results, verdict } from './sample-run.ts'

const shipping = (params: Record<string, string>, ask: boolean) => result('fulfilment', 'ship', { ask, params })
const tierOne = results(
  result('fraud', 'hold', { ask: true }),
  result('compliance', 'clear'),
  result('stock', 'reserve'),
)
const released = verdict(play(received(), tierOne, ahead, { type: 'ask' }).state, 'fraud', 'reject')
const reserving = Object.keys(play(received(), tierOne).state.actions)[0] ?? ''
const routed = results(result('routing', 'route', { params: { warehouse: 'SG' } }))

/** Fulfilment is asked about, alone on the card. */
const upTo: RunInput[] = [
  received(),
  tierOne,
  ahead,
  { type: 'ask' },
  released,
  { type: 'start', action_ids: [reserving] },
  { type: 'outcome', action_id: reserving, outcome: { status: 'succeeded', ref: 'R-1' } },
  routed,
  results(shipping({ carrier: 'X' }, true)),
  { type: 'ask' },
]
const asking = play(...upTo).state
const first = openId(asking, 'fulfilment')

const sentBack = (note = 'another carrier', by = 'UANA', state = asking): RunInput => ({
  type: 'verdict',
  evidence_opened: false,
  request: {
    ...{ run_id: RUN_ID, decision_id: openId(state, 'fulfilment'), revision: 1, kind: 'request_changes', by, note },
  },
})
const at = (state: RunState, input: RunInput, now: number) => decide(input, state, now).state
const having = (...inputs: RunInput[]): RunState => play(...upTo, ...inputs).state

describe('a new version', () => {
  const state = having(sentBack(), results(shipping({ carrier: 'Y' }, true)), { type: 'ask' })
  const second = state.decisions[openId(state, 'fulfilment')]

  it('is a decision of its own under the same question, and says whose wish it was', () => {
    expect(state.decisions[first]?.status).toBe('changes_requested')
    expect(second).toMatchObject({ question: asking.question, revises: first, params: { carrier: 'Y' }, approvals: [] })
    expect(second?.reasons[0]).toBe('Version 2, changed as <@UANA> asked')
    expect(state.question).toBe(asking.question)
  })

  it('is made with what was asked, and the version it was asked of', () => {
    const working = having(sentBack())
    expect(nextOf(working, NOW).calls).toEqual([{ step: 'fulfilment', ahead: false }])
    expect(working.steps['fulfilment']?.feedback).toMatchObject([
      { by: 'UANA', note: 'another carrier', draft: { carrier: 'X' } },
    ])
  })

  it('that is the same as the old one says so', () => {
    const same = having(sentBack(), results(shipping({ carrier: 'X' }, true)), { type: 'ask' })
    expect(same.decisions[openId(same, 'fulfilment')]?.reasons[0]).toMatch(/came back with the same: edit it yourself/)
  })

  it('does not pass unseen, even where the gate would let it act', () => {
    const seen = having(sentBack(), results(shipping({ carrier: 'Y' }, false)), { type: 'ask' })
    expect(seen.decisions[openId(seen, 'fulfilment')]?.reasons).toContain('A person asked for changes')
    expect(Object.values(seen.actions).filter(({ action }) => action === 'ship')).toEqual([])
  })

  it('is not covered by an answer given ahead of time, even when it is what was shown then', () => {
    const carrying = [
      result('routing', 'route', { ahead: true, params: { warehouse: 'SG' } }),
      { ...shipping({ carrier: 'X' }, true), ahead: true },
    ]
    const shown = play(received(), tierOne, results(...carrying), { type: 'ask' }).state
    const carried: RunInput[] = [
      ...[
        received(),
        tierOne,
        results(...carrying),
        { type: 'ask' as const },
        verdict(shown, 'fraud', 'reject'),
        routed,
      ],
      ...[results(shipping({ carrier: 'Z' }, true)), { type: 'ask' as const }],
    ]
    const changed = play(...carried).state
    expect(changed.carried['fulfilment']).toBeDefined()
    const again = play(...carried, sentBack('as before', 'UANA', changed), results(shipping({ carrier: 'X' }, true)), {
      type: 'ask',
    }).state
    expect(openDecisions(again).map(({ step }) => step)).toEqual(['fulfilment'])
    expect(Object.values(again.actions).filter(({ action }) => action === 'ship')).toEqual([])
  })

  it('is still asked for when the order changes meanwhile', () => {
    const news: RunInput = {
      type: 'signal',
      topic: 'order.updated',
      delivery: 'd1',
      order: order({ total: { amount: 1_000, currency: 'HKD' } }),
    }
    const changed = having(sentBack(), news)
    expect(changed.steps['fulfilment']).toMatchObject({ status: 'pending', feedback: [{ note: 'another carrier' }] })
    expect(changed.steps['fulfilment']?.revising).not.toBeNull()
  })

  it('is still whose the earlier one was', () => {
    const to = { kind: 'person' as const, id: 'UBEN' }
    const passed = having(
      { type: 'pass', decision_id: first, by: 'UANA', to },
      sentBack('shorter', 'UBEN'),
      results(shipping({ carrier: 'Y' }, true)),
      { type: 'ask' },
    )
    expect(passed.decisions[openId(passed, 'fulfilment')]?.passes).toMatchObject([{ by: 'UANA', to }])
  })
})

describe('the deadline', () => {
  const deadline = asking.decisions[first]?.deadline ?? 0
  const revisedAt = (now: number): number => {
    const working = at(asking, sentBack(), now)
    const judged = at(working, results(shipping({ carrier: 'Y' }, true)), now + SECOND)
    const state = at(judged, { type: 'ask' }, now + 2 * SECOND)
    return state.decisions[openId(state, 'fulfilment')]?.deadline ?? 0
  }

  it('stays where it was', () => {
    expect(revisedAt(NOW + HOUR)).toBe(deadline)
  })

  it('leaves a quarter of an hour to read the new version', () => {
    const late = deadline - 5 * MINUTE
    expect(revisedAt(late)).toBe(late + 2 * SECOND + 15 * MINUTE)
  })
})

describe('the thread', () => {
  it('tells the earlier versions, in words and whole', () => {
    const state = having(sentBack('use Heron\nand be quick'), results(shipping({ carrier: 'Y' }, true)), {
      type: 'ask',
    })
    const [note] = threadNotes(state)
    expect(note?.text).toMatch(/^✏️ <@UANA> asked for changes to version 1 .*:\n> use Heron\n> and be quick$/)
    const twice = play(
      ...upTo,
      sentBack(),
      results(shipping({ carrier: 'Y' }, true)),
      { type: 'ask' },
      sentBack('no', 'UBEN', state),
    )
    expect(threadNotes(twice.state)[1]?.text).toMatch(/^✏️ <@UBEN> asked for changes to version 2 /)
  })

  it('names people who are meant', () => {
    const pass = (by: string, to: { kind: 'person'; id: string } | { kind: 'nobody' }): RunInput => ({
      type: 'pass',
      decision_id: first,
      by,
      to,
    })
    const state = having(pass('UANA', { kind: 'nobody' }), pass('UANA', { kind: 'person', id: 'UBEN' }))
    expect(threadNotes(state).map(({ text }) => text)).toEqual([
      expect.stringContaining('<@UANA> says: not mine'),
      expect.stringContaining('<@UBEN>: <@UANA> passed this to you'),
    ])
  })

  it('says once what was said twice', () => {
    const mine: RunInput = { type: 'pass', decision_id: first, by: 'UANA', to: { kind: 'nobody' } }
    expect(threadNotes(having(mine, mine))).toHaveLength(1)
  })

  it('only ever grows at its end', () => {
    const move = fc.record({
      what: fc.nat(5),
      who: fc.constantFrom('UANA', 'UBEN'),
      carrier: fc.constantFrom('X', 'Y'),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        let state = asking
        for (const [index, { what, who, carrier }] of moves.entries()) {
          const before = threadNotes(state)
          state = at(state, inputFor(state, { what, who, carrier }), NOW + index * SECOND - (index % 3) * MINUTE)
          expect(threadNotes(state).slice(0, before.length)).toEqual(before)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function inputFor(state: RunState, { what, who, carrier }: { what: number; who: string; carrier: string }): RunInput {
  const [open] = openDecisions(state)
  const next = nextOf(state, NOW)
  if (next.calls.length > 0) return results(shipping({ carrier }, true))
  if (next.ask) return { type: 'ask' }
  if (!open)
    return {
      type: 'correct',
      decision_id: first,
      by: who,
      reason_code: 'wrong_call',
      severity: 1,
      note: 'no',
      repair: null,
    }
  if (what <= 2) return sentBack(`again ${what}`, who, state)
  if (what === 3) return { type: 'pass', decision_id: open.decision_id, by: who, to: { kind: 'nobody' } }
  if (what === 4) return { type: 'pass', decision_id: open.decision_id, by: who, to: { kind: 'channel', id: 'C1' } }
  return verdict(state, 'fulfilment', 'approve', { by: who })
}
