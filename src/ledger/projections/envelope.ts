// What a projection may know of an event: the event itself and where it stands. Nothing else, so a projection is a pure function.
import type { EventBody, Measured } from '../../contracts/event.ts'
import type { RunKind } from '../../contracts/run.ts'

export type Envelope = {
  run_id: string
  run_version: number
  kind: RunKind
  entity_id: string
  at: number
  body: EventBody
  measured: Measured | undefined
  /** The team that owns a step's questions. */
  team(step: string): string
}
