// One order with a story, and what somebody is told who types a command: for tests of what people type.
import { expect } from 'vitest'
import type { LedgerQueries, StoredRun } from '../../src/ledger/ledger.ts'
import { read } from '../blocks/read.ts'
import { ahead, config, heldByFraud, play, received, verdict } from '../workflow/sample-run.ts'
import { BEN, createDesk, type Desk, type DeskOptions, type } from './desk.ts'
import { asking, RUN_ID } from './sample-states.ts'

export const ENTITY = 'shopify:sample.example:1042'
export const found = {
  run_id: RUN_ID,
  entity_id: ENTITY,
  number: '#1042',
  kind: 'live' as const,
  status: 'waiting' as const,
  created_at: 0,
}
const { all: events } = play(
  received(),
  heldByFraud,
  ahead,
  { type: 'ask' },
  verdict(asking, 'fraud', 'approve', { by: BEN }),
)
export const stored: StoredRun = {
  run_id: RUN_ID,
  version: events.length,
  entity_type: 'order',
  entity_id: ENTITY,
  config,
  events,
  inbox: [],
}

export const named = (...names: string[]): Pick<LedgerQueries, 'findRuns'> => ({
  findRuns: async ({ value }) => (names.includes(value) ? [found] : []),
})

/** A desk per answer: the last one is closed first. */
export function typing(): {
  desk(): Desk
  answerTo(command: string, text: string, options?: DeskOptions, user?: string): Promise<string>
  open(options?: DeskOptions): Promise<Desk>
  close(): Promise<void>
} {
  let desk: Desk | null = null
  const current = (): Desk => {
    if (!desk) throw new Error('nobody has opened a desk')
    return desk
  }
  async function open(options: DeskOptions = {}): Promise<Desk> {
    await desk?.close()
    desk = await createDesk(options)
    return desk
  }
  return {
    desk: current,
    open,
    async answerTo(command, text, options = {}, user = BEN) {
      const { send, story, replies } = await open({ load: async () => [stored], ...options })
      await send(type(command, text, user))
      expect(story[0]).toBe('ack')
      const [reply] = replies
      expect(reply?.to).toBe('person')
      return reply?.blocks ? read(reply.blocks) : (reply?.text ?? '')
    },
    async close() {
      await desk?.close()
      desk = null
    },
  }
}
