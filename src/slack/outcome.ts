// What came of something a person asked the record to do, as it is told and shown.
import type { RunState } from '../workflow/state.ts'

/** `quiet`: the card shows it, so words are only needed where no card changes under the person's eyes. */
export type Outcome = { text: string; quiet: boolean; state: RunState | null }

export type Given = { status: 'done'; outcome: Outcome } | { status: 'late'; rest: Promise<Outcome> }
