// Questions with a rung nobody was told of: one process takes each on and notes, in the record, who is to be told.
import type { Logger } from 'pino'
import type { HoursByTeam } from '../../contracts/hours.ts'
import type { NudgeStore, Owed } from '../../ledger/nudges.ts'
import type { RunState } from '../../workflow/state.ts'
import type { Recipients } from './recipients.ts'
import { sleepers } from './waking.ts'

const BATCH = 200

export type TakeOnParts = {
  nudges: Pick<NudgeStore, 'owed' | 'assign'>
  stateOf(runId: string): Promise<RunState | null>
  recipients: Recipients
  hours: HoursByTeam
  clock(): number
  log: Logger
}

/** Resolves with how many were taken on. */
export function createTakeOn({ nudges, stateOf, recipients, hours, clock, log }: TakeOnParts): () => Promise<number> {
  return async () => {
    const owed = await nudges.owed({ limit: BATCH, ...sleepers(hours, clock()) })
    let taken = 0
    for (const each of owed) if (await one(each)) taken += 1
    return taken
  }

  async function one(owed: Owed): Promise<boolean> {
    try {
      const state = await stateOf(owed.run_id)
      const decision = state?.decisions[owed.decision_id]
      if (!state || decision?.status !== 'open') return false
      const rungs = state.config.policy.reminders.slice(owed.told, owed.rung).map(({ to }) => to)
      const people = await recipients(state, decision, rungs)
      if (people.length === 0)
        log.error({ runId: owed.run_id }, 'a question goes unanswered and there is nobody to tell: no admin is set up')
      return await nudges.assign(owed, people, clock())
    } catch (error) {
      log.error({ err: error, runId: owed.run_id }, 'it could not be said who is to be reminded')
      return false
    }
  }
}
