// Every card and window as a person reads it. A change here is a change of what people see: look at it before accepting it.
import { describe, expect, it } from 'vitest'
import { runCard } from '../../blocks/run-card.ts'
import { messages } from './every-message.ts'
import { views } from './every-view.ts'
import { read } from './read.ts'
import { action, answered, card, disagreement, NOW, question } from './samples.ts'

describe('as a person reads it', () => {
  it.each(Object.entries(messages))('the message "%s"', (_name, build) => {
    expect(read(build('Sample'))).toMatchSnapshot()
  })

  it.each(Object.entries(views))('the view "%s"', (_name, build) => {
    expect(read(build('Sample'))).toMatchSnapshot()
  })

  it.each([
    ['an open question', card()],
    [
      'two people needed, one has approved',
      card({ question: question({ needs_two: true, approvals: [{ by: 'U0ANA0001', at: NOW, to: 'hold it' }] }) }),
    ],
    ['two agents who disagree', disagreement()],
    ['a practice case', card({ practice: true })],
    ['a cancellation that can be stopped', card({ question: null, answered: [answered()], actions: [action()] })],
    [
      'a shipment that was made, with a route somebody changed',
      card({
        question: null,
        answered: [answered({ status: 'edited', changed: [{ field: 'carrier', from: 'Kestrel Air', to: 'Heron' }] })],
        actions: [action({ status: 'succeeded', ref: 'TRK-1', stoppable: false })],
        ended: { phase: 'completed', outcome: 'finished', because: 'done', ref: null },
      }),
    ],
    [
      'waiting for data',
      card({
        question: null,
        waiting: [{ agent: 'order_routing', because: 'the stock feed does not answer', since: NOW, retry_at: NOW }],
      }),
    ],
    [
      'a run that needs help',
      card({
        question: null,
        ended: { phase: 'dead', outcome: 'needs a person', because: 'it went in circles', ref: 'a1b2c3d4' },
      }),
    ],
  ])('the card of %s', (_name, data) => {
    expect(read(runCard(data))).toMatchSnapshot()
  })
})
