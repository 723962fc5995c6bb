// Every id that travels to Slack and back, once: cards and views put them in, the listeners take them out.

/** Buttons. Each has exactly one handler (a test holds both sides against this list). */
export const ACTIONS = {
  approve: 'decision.approve',
  reject: 'decision.reject',
  more: 'decision.more',
  chooseMine: 'decision.choose_mine',
  chooseOther: 'decision.choose_other',
  edit: 'decision.edit',
  changes: 'decision.changes',
  notMine: 'decision.not_mine',
  passOn: 'decision.pass',
  evidence: 'decision.evidence',
  timeline: 'order.timeline',
  show: 'order.show',
  share: 'order.share',
  stuck: 'stuck.show',
  stop: 'action.stop',
  undo: 'action.undo',
  revive: 'run.revive',
  wrong: 'decision.wrong',
  sendToReview: 'order.send_to_review',
  stopAgent: 'agents.stop',
  startAgent: 'agents.start',
  open: 'review.open',
  reviewApprove: 'review.approve',
  reviewOther: 'review.other',
  reviewReject: 'review.reject',
  reviewSkip: 'review.skip',
  reviewState: 'review.audit_state',
  reviewFound: 'review.audit_found',
  reviewUndo: 'review.undo',
  reviewAlike: 'review.alike',
  startAll: 'review.start',
  startUrgent: 'review.start_urgent',
  startAlike: 'review.start_alike',
  grant: 'trust.grant',
  renew: 'trust.renew',
  notYet: 'trust.not_yet',
  takeBack: 'trust.take_back',
  howKnown: 'trust.how_known',
  grantAnyway: 'trust.grant_anyway',
  auditState: 'audit.state',
  auditFound: 'audit.found',
  shadowA: 'shadow.a',
  shadowB: 'shadow.b',
  shadowBoth: 'shadow.both',
  shadowNeither: 'shadow.neither',
  shadowSeverity: 'shadow.severity',
  shadowTakeOver: 'shadow.take_over',
  setup: 'setup.open',
  practice: 'practice.start',
} as const
export type ActionId = (typeof ACTIONS)[keyof typeof ACTIONS]

/** Forms. */
export const VIEWS = {
  reject: 'decision.reject.form',
  edit: 'decision.edit.form',
  changes: 'decision.changes.form',
  pass: 'decision.pass.form',
  alike: 'review.alike.form',
  wrong: 'decision.wrong.form',
  sendToReview: 'order.send_to_review.form',
  grant: 'trust.grant.form',
  renew: 'trust.renew.form',
  notYet: 'trust.not_yet.form',
  takeBack: 'trust.take_back.form',
  override: 'trust.override.form',
  setup: 'setup.form',
} as const
export type ViewId = (typeof VIEWS)[keyof typeof VIEWS]

/** Entries of a message's own menu. */
export const SHORTCUTS = { sendToReview: 'message.send_to_review' } as const
export type ShortcutId = (typeof SHORTCUTS)[keyof typeof SHORTCUTS]

/** Windows that say when they are closed. */
export const CLOSES = { review: 'review.window' } as const
export type ClosesId = (typeof CLOSES)[keyof typeof CLOSES]

/** Fields of forms; block and element carry the same id. Fields of an edit form are `edit.<field>`. */
export const FIELDS = {
  rejectReason: 'reject.reason',
  rejectNote: 'reject.note',
  changesNote: 'changes.note',
  passPerson: 'pass.person',
  passChannel: 'pass.channel',
  leaveOut: 'review.alike.leave_out',
  wrongDecision: 'wrong.decision',
  wrongReason: 'wrong.reason',
  wrongSeverity: 'wrong.severity',
  wrongNote: 'wrong.note',
  reviewOrder: 'send_to_review.order',
  reviewRun: 'send_to_review.run',
  reviewNote: 'send_to_review.note',
  trustCap: 'trust.cap',
  trustWhy: 'trust.why',
  trustCause: 'trust.cause',
  trustAgain: 'trust.again',
  trustLevel: 'trust.level',
  channel: 'setup.channel',
  admins: 'setup.admins',
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

/** Any field of an edit form, when it changes. */
export const EDIT_FIELDS = /^edit\./

export const COMMANDS = {
  order: '/order',
  review: '/review',
  agents: '/agents',
  autonomy: '/autonomy',
  digest: '/digest',
  stuck: '/stuck',
  costs: '/costs',
  countersign: '/countersign',
} as const
