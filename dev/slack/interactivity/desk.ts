// What every interaction works with.
import type { Clock } from '../../../src/contracts/clock.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { EventQueue } from '../delivery/event-queue.ts'
import type { Faults } from '../faults.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface Desk {
  workspace: Workspace
  delivery: Delivery
  events: EventQueue
  faults: Faults
  clock: Clock
}
