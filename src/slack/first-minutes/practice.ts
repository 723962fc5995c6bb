// `/agents practice`: five cards that are never executed and never count, in the channel where real ones will be.
import { mention } from '../../../blocks/kit/text.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import { mayDecideAtAll, type People } from '../people.ts'
import { practiceCases } from './practice-orders.ts'
import { firstWorkflow, type Workflows } from './setup-state.ts'

export type Practice = {
  /** Starts them, all or the first few, and says what to expect, or says why not. */
  start(userId: string, howMany?: number): Promise<string>
}

export function createPractice(parts: {
  engine: Pick<Engine, 'startRuns'>
  people: People
  workflows: Workflows
  newId: NewId
  clock: Clock
}): Practice {
  const { engine, people, workflows, newId, clock } = parts
  return {
    async start(userId, howMany) {
      const { channels, people: named } = await people.inForce()
      if (!mayDecideAtAll(await people.decidingRole(userId))) {
        const whom = named.admin.map(mention).join(', ')
        return `✋ Practice cards are for people who will decide. ${whom ? `Ask ${whom} to make you a reviewer.` : 'Open the Home tab first: it says who can set this up.'}`
      }
      if (channels.default === null) return 'There is no channel for questions yet: an admin sets it in the Home tab.'
      const workflow = firstWorkflow(workflows)
      const cases = practiceCases({ id: newId(), now: clock() }).slice(0, howMany)
      const started = await engine.startRuns(
        cases.map(({ order, facts }) => ({ kind: 'practice', order, workflow, facts })),
      )
      return `🎯 ${started.length} practice cards are on their way to <#${channels.default}>. Approve, reject, edit: nothing is executed and nothing counts.`
    },
  }
}
