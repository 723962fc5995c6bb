// A new version that cannot be made: the one that was sent back stands again, for a person to edit or reject.
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createCallAgent } from '../../src/engine/call-agent.ts'
import type { PutToGate } from '../../src/engine/put-to-gate.ts'
import type { RunInput } from '../../src/workflow/input.ts'
import { NOW, openId, play, RUN_ID, received, result, results, tierOne } from '../workflow/sample-run.ts'

const drafted = result('routing', 'notify', { ask: true, params: { body: 'Hello.' } })
const asked = play(received(), tierOne, results(drafted), { type: 'ask' }).state
const sentBack: RunInput = {
  type: 'verdict',
  evidence_opened: false,
  request: {
    ...{ run_id: RUN_ID, decision_id: openId(asked, 'routing'), revision: 1, kind: 'request_changes', by: 'UANA' },
    note: 'shorter',
  },
}
const { state } = play(received(), tierOne, results(drafted), { type: 'ask' }, sentBack)

describe('an agent that is gone', () => {
  it('neither drops the draft that was sent back nor holds the order in its place', async () => {
    let said: Parameters<PutToGate>[2] | null = null
    const call = createCallAgent({
      agents: new Map(),
      model: null,
      clock: () => NOW,
      log: pino({ level: 'silent' }),
      gather: async () => ({ status: 'ready', input: {}, facts: {}, stale: [] }),
      judge: async () => Promise.reject(new Error('never asked')),
      putToGate: async (_state, { plan }, given) => {
        said = given
        return { status: 'skipped', step: plan.step, because: 'only looked at here' }
      },
    })
    await call(state, { step: 'routing', ahead: false }, () => undefined)
    expect(said).toMatchObject({
      spoken: {
        proposal: {
          action: 'notify',
          params: { body: 'Hello.' },
          unchecked: ['There is no new version: routing 1.0.0 is not loaded'],
        },
      },
    })
  })
})
