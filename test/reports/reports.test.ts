// An order's story and the load to expect, from the record's own events.
import { describe, expect, it } from 'vitest'
import { loadForecast } from '../../src/reports/load-forecast.ts'
import { orderTimeline } from '../../src/reports/order-timeline.ts'
import { ahead, heldByFraud, openId, play, RUN_ID, received, verdict } from '../workflow/sample-run.ts'

const asking = play(received(), heldByFraud, ahead, { type: 'ask' }).state
const id = openId(asking, 'fraud')
const approved = [received(), heldByFraud, ahead, { type: 'ask' as const }, verdict(asking, 'fraud', 'approve')]
const story = (events: ReturnType<typeof play>['all']) => orderTimeline([{ run_id: RUN_ID, kind: 'live', events }])

describe('an order’s timeline', () => {
  const { entries, number, total } = story(
    play(
      ...approved,
      { type: 'start', action_ids: [id] },
      { type: 'outcome', action_id: id, outcome: { status: 'succeeded', ref: 'H-1' } },
    ).all,
  )
  const texts = entries.map(({ text }) => text)

  it('names the order and its total', () => {
    expect([number, total]).toEqual(['#1042', 'HK$ 5,480'])
  })

  it('says which agent decided what, how sure, and why it was asked', () => {
    const fraud = entries.find(({ text }) => text.startsWith('fraud '))
    expect(fraud?.text).toBe('fraud 1.0.0: hold, confidence 0.62 (rules)')
    expect(fraud?.details).toEqual(['r', 'asked: because'])
  })

  it('says who countersigned and what was done', () => {
    expect(texts).toContain('<@UANA> approved "hold"')
    expect(texts).toContain('Done: hold')
  })

  it('tells what people wrote to those who may see evidence, and to nobody else', () => {
    const rejecting = verdict(asking, 'fraud', 'reject')
    if (rejecting.type === 'verdict') rejecting.request.note = 'Ms Lam called: it is hers'
    const { all } = play(received(), heldByFraud, ahead, { type: 'ask' }, rejecting)
    const runs = [{ run_id: RUN_ID, kind: 'live' as const, events: all }]
    expect(JSON.stringify(orderTimeline(runs))).not.toContain('Ms Lam')
    expect(orderTimeline(runs, { words: true }).entries.flatMap(({ details }) => details)).toContain(
      '“Ms Lam called: it is hers”',
    )
  })

  it('keeps to the order of time and leaves out what was only computed ahead', () => {
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b))
    expect(texts.join()).not.toContain('routing')
  })

  it('says what did not work', () => {
    const failed = story(
      play(
        ...approved,
        { type: 'start', action_ids: [id] },
        { type: 'outcome', action_id: id, outcome: { status: 'failed', because: 'the shop refused it' } },
      ).all,
    )
    expect(failed.entries.map(({ text }) => text)).toContain('hold did not work: the shop refused it')
    expect(failed.entries.filter(({ kind }) => kind === 'question')).toHaveLength(2)
  })

  it('tells the runs of one order as one story, and knows practice', () => {
    const events = play(received({ kind: 'practice' })).all
    const both = orderTimeline([
      { run_id: 'a', kind: 'practice', events },
      { run_id: 'b', kind: 'practice', events },
    ])
    expect(both.entries).toHaveLength(2)
    expect(both.kind).toBe('practice')
  })

  it('of nothing is empty, not an error', () => {
    expect(orderTimeline([])).toEqual({ number: '', total: null, kind: 'live', entries: [] })
  })

  it('never shows what is sealed', () => {
    const withNote = play(
      received(),
      heldByFraud,
      ahead,
      { type: 'ask' },
      {
        type: 'verdict',
        evidence_opened: false,
        request: {
          run_id: RUN_ID,
          decision_id: id,
          revision: 1,
          kind: 'reject',
          by: 'UANA',
          note: 'call Ms Chan',
          reason_code: 'other',
        },
      },
    ).all
    expect(JSON.stringify(story(withNote))).not.toContain('Chan')
  })
})

describe('the forecast', () => {
  it.each([
    [
      { lastDay: 95, lastWeek: 95 },
      { cards: 95, people: 2, minutes_each: 48 },
    ],
    [
      { lastDay: 10, lastWeek: 700 },
      { cards: 100, people: 2, minutes_each: 50 },
    ],
    [
      { lastDay: 1, lastWeek: 1 },
      { cards: 1, people: 1, minutes_each: 1 },
    ],
    [{ lastDay: 0, lastWeek: 2 }, null],
  ])('of %j is %j', (counts, forecast) => {
    expect(loadForecast(counts)).toEqual(forecast)
  })
})
