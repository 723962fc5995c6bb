// What time says to people: one reminder for everything, one message per change of shift, and why a card is urgent.
import { describe, expect, it } from 'vitest'
import { handoverNote } from '../../blocks/handover-note.ts'
import { nudge } from '../../blocks/nudge.ts'
import type { QuestionRow } from '../../blocks/question-row.ts'
import { runCard } from '../../blocks/run-card.ts'
import { buttonsOf, read } from './read.ts'
import { action, card, disagreement, NOW, question, RUN } from './samples.ts'

const MINUTE = 60_000
const row = (minutes: number, patch: Partial<QuestionRow> = {}): QuestionRow => ({
  run: RUN,
  ask: 'Hold order #1042?',
  amount: 'HK$ 5,480',
  deadline: NOW + minutes * MINUTE,
  link: 'https://slack.example/archives/C1/p1',
  note: '',
  ...patch,
})
const say = (...rows: QuestionRow[]) => nudge({ rows, now: NOW })

describe('a reminder', () => {
  it('says how many wait and how many of them must be answered within the hour', () => {
    const twelve = [...[10, 20, 59].map((at) => row(at)), ...Array.from({ length: 9 }, () => row(200))]
    expect(say(...twelve).text).toBe(
      'You have 12 questions waiting; 3 must be answered by <!date^1794304740^{time}|09:59 UTC>.',
    )
    expect(say(row(10)).text).toContain('You have 1 question waiting; it must be answered by')
    expect(say(row(90), row(200)).text).toContain('2 questions waiting; the first must be answered by')
  })

  it('lists five with their links, and leaves the rest to the review', () => {
    const { blocks } = say(...Array.from({ length: 12 }, () => row(10)))
    expect(read(blocks).match(/^• <https/gm)).toHaveLength(5)
    expect(read(blocks)).toContain('and 7 more')
    expect(buttonsOf(blocks).map(({ label }) => label)).toEqual(['Start review'])
  })
})

describe('a handover', () => {
  const nothing = { now: NOW, since: NOW, until: NOW + 480 * MINUTE, at: '17:00 (Hong Kong)', shifts: 'day ends' }
  const empty = { open: [], claimed: [], promised: [], expired: [] }

  it('counts what is open by when it must be answered', () => {
    const { blocks, text } = handoverNote({ ...nothing, ...empty, open: [row(10), row(70), row(600)] })
    expect(text).toBe('Handover at 17:00 (Hong Kong): 3 open questions')
    expect(read(blocks)).toMatch(/\*3 open\*: 1 within the hour · 1 before <!date[^>]+> · 1 later/)
  })

  it('says who has what', () => {
    const held = [{ by: 'U0BEN0001', row: row(10) }]
    const { blocks } = handoverNote({ ...nothing, ...empty, open: [row(10)], claimed: held, promised: held })
    expect(read(blocks)).toContain('*Claimed:* 1. <@U0BEN0001> is looking at <https')
    expect(read(blocks)).toContain('*Promised:* 1. <@U0BEN0001> was asked to answer <https')
  })

  it('offers no review where nothing is open', () => {
    const { blocks, text } = handoverNote({ ...nothing, ...empty, expired: [row(-10)] })
    expect(text).toContain('0 open questions, 1 expired')
    expect(buttonsOf(blocks)).toEqual([])
  })
})

describe('a card', () => {
  it('says what sets its deadline', () => {
    const due = question({ due: 'ships by 14:00 (Hong Kong)' })
    expect(read(runCard(card({ question: due })))).toMatch(/answer by <!date[^>]+> · ships by 14:00 \(Hong Kong\)/)
  })

  it.each([
    ['lead', 'the leads'],
    ['admin', 'the admins'],
    ['U0ANA0001', '<@U0ANA0001>'],
    ['S0LEADS01', '<!subteam^S0LEADS01>'],
  ])('says that it was escalated to %s', (to, words) => {
    const text = (data: ReturnType<typeof card>): string => read(runCard(data))
    const escalated = { to, at: NOW }
    expect(text(card({ question: question({ escalated }) }))).toContain(`⏫ Escalated to ${words} at <!date^`)
    const conflict = disagreement().question?.conflict ?? null
    expect(text(card({ question: question({ escalated, conflict }) }))).toContain(`⏫ Escalated to ${words} at`)
  })

  it('offers to ask again where taking back does that', () => {
    const hold = action({ status: 'succeeded', stoppable: false, undo_until: NOW + MINUTE, asks_again: true })
    expect(buttonsOf(runCard(card({ question: null, actions: [hold] }))).map(({ label }) => label)).toContain(
      'Take back, ask again',
    )
  })
})
