// Every id that travels to Slack and back, once: cards and views put them in, the listeners take them out.

/** Buttons. Each has exactly one handler (a test holds both sides against this list). */
export const ACTIONS = {
  approve: 'decision.approve',
  reject: 'decision.reject',
  more: 'decision.more',
  chooseMine: 'decision.choose_mine',
  chooseOther: 'decision.choose_other',
  edit: 'decision.edit',
  evidence: 'decision.evidence',
  timeline: 'order.timeline',
  stop: 'action.stop',
  undo: 'action.undo',
  revive: 'run.revive',
  open: 'review.open',
  setup: 'setup.open',
  practice: 'practice.start',
} as const
export type ActionId = (typeof ACTIONS)[keyof typeof ACTIONS]

/** Forms. */
export const VIEWS = {
  reject: 'decision.reject.form',
  edit: 'decision.edit.form',
  setup: 'setup.form',
} as const
export type ViewId = (typeof VIEWS)[keyof typeof VIEWS]

/** Fields of forms; block and element carry the same id. Fields of an edit form are `edit.<field>`. */
export const FIELDS = {
  rejectReason: 'reject.reason',
  rejectNote: 'reject.note',
  channel: 'setup.channel',
  reviewers: 'setup.reviewers',
  leads: 'setup.leads',
  reviewerLimit: 'setup.reviewer_limit',
  leadLimit: 'setup.lead_limit',
  workflow: 'setup.workflow',
} as const

const EDIT = 'edit.'

export function editField(name: string): string {
  return `${EDIT}${name}`
}

export const COMMANDS = { order: '/order', agents: '/agents', countersign: '/countersign' } as const
