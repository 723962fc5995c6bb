// Passing a question to a channel: the rule is asked before anything is posted there.
import { describe, expect, it } from 'vitest'
import { FIELDS } from '../../blocks/ids.ts'
import type { Passing, PassRequest } from '../../src/engine/engine.ts'
import type { Surface } from '../../src/slack/listeners/surface.ts'
import { handlePassForm } from '../../src/slack/listeners/views/pass-on.ts'
import type { Given } from '../../src/slack/outcome.ts'
import { BEN, submit } from './bodies.ts'
import { asking, target } from './sample-states.ts'

const THERE = 'C0OTHER01'

async function passOn(may: Passing | null) {
  const done: string[] = []
  const said: Given[] = []
  const surface = {
    engine: {
      async pass(request: PassRequest) {
        done.push(request.asking ? 'asked' : 'passed')
        return may
      },
    },
    passing: {
      async problemWith() {
        done.push('posted')
        return null
      },
    },
    people: { decidingRole: async () => 'reviewer', inForce: async () => ({ people: { admin: [] } }) },
    places: { ofForm: () => ({}) },
    attempts: {
      give: async (work: Promise<unknown>) => ({ status: 'done', outcome: await work }) as Given,
      settle: async (given: Given) => void said.push(given),
    },
  } as unknown as Surface
  const values = { [FIELDS.passChannel]: { type: 'conversations_select', selected_conversation: THERE } }
  const body = submit({ callback: 'decision.pass.form', metadata: target, values, user: BEN })
  await handlePassForm(surface)({ body, ack: async () => undefined } as never)
  return { done, words: JSON.stringify(said) }
}

describe('passing to a channel', () => {
  it('asks whether they may, then posts there, then passes it on', async () => {
    const { done } = await passOn({ outcome: 'done', state: asking })
    expect(done).toEqual(['asked', 'posted', 'passed'])
  })

  it.each<[string, Passing | null, RegExp]>([
    ['for somebody who may not', { outcome: 'forbidden', because: 'you are a guest', who: [], state: asking }, /guest/],
    ['about what is not asked any more', { outcome: 'too_late', state: asking }, /not asked any more/],
    ['about what nobody knows', null, /belongs to nothing/],
  ])('posts nothing %s', async (_what, may, words) => {
    const told = await passOn(may)
    expect(told.done).toEqual(['asked'])
    expect(told.words).toMatch(words)
  })
})
