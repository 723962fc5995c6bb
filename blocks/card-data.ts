// What a run's card shows, already in words where the words depend on actions and agents. src/slack/cards makes it from a run's state.
import type { Pass } from './pass-words.ts'
import type { DecisionTarget } from './target.ts'

export type CardData = {
  run: string
  /** Practice cases are never executed and never count. */
  practice: boolean
  subject: Subject
  /** The question in focus; null when nothing is asked. */
  question: QuestionData | null
  /** Other open questions of the run: what they ask, and whose they are. */
  also: { ask: string; agent: string }[]
  answered: AnsweredData[]
  actions: ActionData[]
  /** Steps that wait for data. */
  waiting: { agent: string; because: string; since: number; retry_at: number }[]
  ended: EndedData | null
  /** Stop buttons that are pressed and concern this run. */
  stops: StopData[]
  /** What was called wrong afterwards, oldest first. */
  wrongs: WrongData[]
  /** Something was decided here that nobody has called wrong yet. */
  correctable: boolean
  /** Who has the question in their review window now. */
  looking?: string
  /** Set while an audit is asked. */
  audit?: AuditData
  /** Set once a check was answered: the card then shows nothing else. */
  check?: CheckData
}

/** `agent` null: all of them. */
export type StopData = { agent: string | null; by: string; at: number }

/** `repair`: the run that asks what now. */
export type WrongData = { words: Words; agent: string; by: string; at: number; reason: string; repair: string | null }

/** An audit that is asked. `agents`: what the agent did, only once the reviewer has said what they would have done. */
export type AuditData = {
  run: string
  agent: string
  /** A second opinion on something a person answered. */
  second: boolean
  facts: string[]
  choices: { action: string; label: string }[]
  stated: { by: string; label: string } | null
  agents: { label: string; amount: string | null; reasons: string[] } | null
}

/** What the card turned out to be. */
export type CheckData = { kind: 'known_wrong' | 'known_right' | 'double' | 'audit'; gave_away: string }

export type Subject = { number: string; total: string | null; market: string | null }

/** An action in words: "Hold order #1042?" · "Hold it" · "Holding" · "Held". */
export type Words = { ask: string; label: string; doing: string; done: string }

export type QuestionData = {
  target: DecisionTarget
  words: Words
  /** What is at stake; null when no money moves. */
  amount: string | null
  agent: string
  version: string
  confidence: number
  /** Who spoke, in words, when it was not the agent's usual way: "rules decided: no model key is set". */
  source: string
  opened_at: number
  deadline: number
  /** What sets the deadline when it is not the policy: "ships by 14:00 (Hong Kong)"; else empty. */
  due: string
  /** Who was told after those it was put to did not answer: lead, admin, a person or a user group. */
  escalated: { to: string; at: number } | null
  reasons: { text: string; source: string }[]
  against: string[]
  unchecked: string[]
  /** Why a person is asked. */
  why: string[]
  /** What later steps would do, and under which answer: "If released: Singapore · carrier X · HK$ 38 · 3 days". */
  ahead: { when: string; rows: string[] }
  /** Continue "Approving …" and "Rejecting …". */
  approving: string
  rejecting: string
  /** Where two must agree: who is on which side so far; `to` continues "1 of 2 to …". */
  approvals: { by: string; at: number; to: string }[]
  needs_two: boolean
  editable: boolean
  /** A draft that is talked about: changes are asked for from the card itself. */
  conversational: boolean
  /** The words themselves, whole; empty for anything but a draft. */
  draft: Draft[]
  /** What somebody changed in it while a second person must still agree. */
  changed: { by: string; fields: Change[] } | null
  /** Who passed it to whom last, and who said since that it is not theirs. */
  passed: Pass[]
  conflict: ConflictData | null
  /** Asked together with a question of another run, on that one's card. */
  joined: { run: string; agent: string; words: Words } | null
}

/** A field of what would be sent, and its text. */
export type Draft = { field: string; value: string }

/** Two agents who contradict each other on the same order: the one that is asked about, and the other. */
export type ConflictData = { mine: Side; other: Side }

export type Side = {
  agent: string
  words: Words
  confidence: number
  reasons: string[]
  /** Continues "This …". */
  does: string
  /** What choosing it means for the record. */
  choose: { label: string; target: DecisionTarget }
}

export type AnsweredData = {
  words: Words
  agent: string
  status: 'approved' | 'edited' | 'rejected' | 'changes_requested' | 'expired' | 'superseded'
  by: string | null
  /** The first of two people. */
  first: string | null
  /** Rejected by whoever asked for it. */
  withdrawn?: boolean
  at: number
  because: string | null
  reason: string | null
  carried: boolean
  changed: Change[]
}

/** A field of the payload a person changed, both values as text. */
export type Change = { field: string; from: string; to: string }

export type ActionData = {
  action: string
  words: Words
  status: 'scheduled' | 'started' | 'succeeded' | 'failed' | 'unknown' | 'stopped' | 'undoing' | 'undone'
  at: number
  ref: string | null
  because: string | null
  /** Nobody is asked: it begins unless somebody stops it, once its announcement is confirmed. Null for anything else. */
  veto: { announced: boolean; reasons: string[]; why: string[] } | null
  /** It waits before it starts, so that a person can stop it. */
  stoppable: boolean
  /** Until when it can be taken back; null when it cannot. */
  undo_until: number | null
  /** Taking it back makes what led to it a question again. */
  asks_again: boolean
}

export type EndedData = {
  phase: 'completed' | 'cancelled' | 'dead'
  /** "held", "cancelled", "left to people", "finished". */
  outcome: string
  because: string
  ref: string | null
}
