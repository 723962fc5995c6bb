// Binds every id to its handler. The only file here that knows Bolt; two tables a test can read.
import type { App } from '@slack/bolt'
import {
  grantModal,
  howKnownModal,
  notYetModal,
  overrideModal,
  renewModal,
  takeBackModal,
} from '../../../blocks/autonomy/trust-modals.ts'
import { changesModal } from '../../../blocks/changes-modal.ts'
import {
  ACTIONS,
  type ActionId,
  CLOSES,
  type ClosesId,
  COMMANDS,
  EDIT_FIELDS,
  SHORTCUTS,
  type ShortcutId,
  VIEWS,
  type ViewId,
} from '../../../blocks/ids.ts'
import { passModal } from '../../../blocks/pass-modal.ts'
import { StuckTarget, stuckModal } from '../../../blocks/stuck.ts'
import { DecisionTarget, RunTarget } from '../../../blocks/target.ts'
import { loadEdit } from '../windows/edit.ts'
import { loadEvidence } from '../windows/evidence.ts'
import { loadMore, loadReview } from '../windows/more.ts'
import { loadTimeline } from '../windows/timeline.ts'
import { loadSendToReview, loadWrong } from '../windows/wrong.ts'
import { handleAnswer } from './actions/answer.ts'
import { handleAuditFound, handleAuditStated, handleReviewLook } from './actions/audit.ts'
import { handleEditField } from './actions/edit-field.ts'
import { handleForm } from './actions/form.ts'
import { handleNotMine } from './actions/not-mine.ts'
import { handleShareOrder, handleShowOrder } from './actions/order-shown.ts'
import { handlePractice } from './actions/practice.ts'
import { handleReject } from './actions/reject.ts'
import {
  handleReviewAnswer,
  handleReviewReject,
  handleReviewSkip,
  handleReviewStart,
  handleReviewUndo,
} from './actions/review.ts'
import { scopeWindow } from './actions/scope-window.ts'
import { handleSetup } from './actions/setup.ts'
import { handleCompare, handleTakeOver } from './actions/shadow.ts'
import { handleStopAgents } from './actions/stop-agents.ts'
import { handleRevive, handleStop, handleUndo } from './actions/under-way.ts'
import { handleWindow } from './actions/window.ts'
import { handleCommand, handleCountersign } from './commands/typed-command.ts'
import { handleHomeOpened } from './events/home-opened.ts'
import { handleDirectMessage, handleMention } from './events/spoken-to.ts'
import { createGuard } from './guarded.ts'
import type { Incoming, Listener } from './incoming.ts'
import { handleSendToReviewShortcut } from './shortcuts/send-to-review.ts'
import type { Surface } from './surface.ts'
import { handleAlikeForm } from './views/alike.ts'
import { handleChangesForm } from './views/changes.ts'
import { handleEditForm } from './views/edit.ts'
import { overReview } from './views/over-review.ts'
import { handlePassForm } from './views/pass-on.ts'
import { handleRejectForm } from './views/reject.ts'
import { handleReviewClosed } from './views/review-closed.ts'
import { handleSendToReviewForm } from './views/send-to-review.ts'
import { handleSetupForm } from './views/setup.ts'
import {
  handleGrantForm,
  handleNotYetForm,
  handleOverrideForm,
  handleRenewForm,
  handleTakeBackForm,
} from './views/trust.ts'
import { handleWrongForm } from './views/wrong.ts'

export function actionHandlers(surface: Surface): Record<ActionId, Listener> {
  const { reading } = surface
  return {
    [ACTIONS.approve]: handleAnswer(surface),
    [ACTIONS.chooseMine]: handleAnswer(surface),
    [ACTIONS.chooseOther]: handleAnswer(surface),
    [ACTIONS.reject]: handleReject(surface),
    [ACTIONS.more]: handleWindow(surface, {
      title: 'More',
      target: DecisionTarget,
      load: (target) => loadMore(reading, target),
    }),
    [ACTIONS.edit]: handleWindow(surface, {
      title: 'Edit and approve',
      target: DecisionTarget,
      load: (target) => loadEdit(reading, target),
    }),
    [ACTIONS.changes]: handleForm(surface, changesModal),
    [ACTIONS.passOn]: handleForm(surface, passModal),
    [ACTIONS.notMine]: handleNotMine(surface),
    [ACTIONS.evidence]: handleWindow(surface, {
      title: 'Evidence',
      target: DecisionTarget,
      load: (target, { user }) => loadEvidence(reading, target, user),
    }),
    [ACTIONS.timeline]: handleWindow(surface, {
      title: 'Order timeline',
      target: RunTarget,
      load: (target, { user }) => loadTimeline(reading, target, user),
    }),
    [ACTIONS.show]: handleShowOrder(surface),
    [ACTIONS.share]: handleShareOrder(surface),
    [ACTIONS.stuck]: handleWindow(surface, {
      title: 'Stuck',
      target: StuckTarget,
      load: async ({ minutes }) => stuckModal(await surface.stuck.report(minutes)),
    }),
    [ACTIONS.open]: handleWindow(surface, {
      title: 'Review',
      target: RunTarget,
      load: (target) => loadReview(reading, target),
    }),
    [ACTIONS.reviewApprove]: handleReviewAnswer(surface),
    [ACTIONS.reviewOther]: handleReviewAnswer(surface),
    [ACTIONS.reviewReject]: handleReviewReject(surface),
    [ACTIONS.reviewState]: handleReviewLook(surface, 'stated'),
    [ACTIONS.reviewFound]: handleReviewLook(surface, 'found'),
    [ACTIONS.reviewSkip]: handleReviewSkip(surface),
    [ACTIONS.reviewUndo]: handleReviewUndo(surface),
    [ACTIONS.reviewAlike]: handleWindow(surface, {
      title: 'Alike cases',
      target: DecisionTarget,
      load: (target, { user }) => surface.alike.load(target, user),
    }),
    [ACTIONS.startAll]: handleReviewStart(surface),
    [ACTIONS.startUrgent]: handleReviewStart(surface),
    [ACTIONS.startAlike]: handleReviewStart(surface),
    [ACTIONS.stop]: handleStop(surface),
    [ACTIONS.undo]: handleUndo(surface),
    [ACTIONS.revive]: handleRevive(surface),
    [ACTIONS.wrong]: handleWindow(surface, {
      title: 'This was wrong',
      target: RunTarget,
      load: (target, click) => loadWrong(reading, target, click),
    }),
    [ACTIONS.sendToReview]: handleWindow(surface, {
      title: 'Send to review',
      target: RunTarget,
      load: (target, click) => loadSendToReview(reading, target, click),
    }),
    [ACTIONS.grant]: scopeWindow(surface, 'Grant', grantModal),
    [ACTIONS.renew]: scopeWindow(surface, 'Renew', renewModal),
    [ACTIONS.notYet]: scopeWindow(surface, 'Not yet', notYetModal),
    [ACTIONS.takeBack]: scopeWindow(surface, 'Take back', takeBackModal),
    [ACTIONS.grantAnyway]: scopeWindow(surface, 'Grant anyway', overrideModal),
    [ACTIONS.howKnown]: scopeWindow(surface, 'How do you know?', howKnownModal),
    [ACTIONS.stopAgent]: handleStopAgents(surface, 'stop'),
    [ACTIONS.startAgent]: handleStopAgents(surface, 'start'),
    [ACTIONS.auditState]: handleAuditStated(surface),
    [ACTIONS.auditFound]: handleAuditFound(surface),
    [ACTIONS.shadowA]: handleCompare(surface),
    [ACTIONS.shadowB]: handleCompare(surface),
    [ACTIONS.shadowBoth]: handleCompare(surface),
    [ACTIONS.shadowNeither]: handleCompare(surface),
    [ACTIONS.shadowSeverity]: handleCompare(surface),
    [ACTIONS.shadowTakeOver]: handleTakeOver(surface),
    [ACTIONS.setup]: handleSetup(surface),
    [ACTIONS.practice]: handlePractice(surface),
  }
}

export function viewHandlers(surface: Surface): Record<ViewId, Listener> {
  return {
    [VIEWS.reject]: overReview(surface, handleRejectForm(surface)),
    [VIEWS.edit]: overReview(surface, handleEditForm(surface)),
    [VIEWS.changes]: overReview(surface, handleChangesForm(surface)),
    [VIEWS.pass]: overReview(surface, handlePassForm(surface)),
    [VIEWS.alike]: handleAlikeForm(surface),
    [VIEWS.wrong]: handleWrongForm(surface),
    [VIEWS.sendToReview]: handleSendToReviewForm(surface),
    [VIEWS.grant]: handleGrantForm(surface),
    [VIEWS.renew]: handleRenewForm(surface),
    [VIEWS.notYet]: handleNotYetForm(surface),
    [VIEWS.takeBack]: handleTakeBackForm(surface),
    [VIEWS.override]: handleOverrideForm(surface),
    [VIEWS.setup]: handleSetupForm(surface),
  }
}

export function closedHandlers(surface: Surface): Record<ClosesId, Listener> {
  return { [CLOSES.review]: handleReviewClosed(surface) }
}

export function commandHandlers(surface: Surface): Record<string, Listener> {
  return {
    [COMMANDS.order]: handleCommand(surface, 'order'),
    [COMMANDS.review]: handleCommand(surface, 'review'),
    [COMMANDS.agents]: handleCommand(surface, 'agents'),
    [COMMANDS.autonomy]: handleCommand(surface, 'autonomy'),
    [COMMANDS.digest]: handleCommand(surface, 'digest'),
    [COMMANDS.stuck]: handleCommand(surface, 'stuck'),
    [COMMANDS.costs]: handleCommand(surface, 'costs'),
    [COMMANDS.countersign]: handleCountersign(surface),
  }
}

export function shortcutHandlers(surface: Surface): Record<ShortcutId, Listener> {
  return { [SHORTCUTS.sendToReview]: handleSendToReviewShortcut(surface) }
}

export function eventHandlers(surface: Surface): Record<string, Listener> {
  return {
    app_home_opened: handleHomeOpened(surface),
    app_mention: handleMention(surface),
    message: handleDirectMessage(surface),
  }
}

export function registerListeners(app: App, surface: Surface): void {
  const guard = createGuard(surface)
  /** Bolt's argument types differ per kind; a listener takes the two things all of them have. */
  const bound = (name: string, listener: Listener) => {
    const guarded = guard(name, listener)
    return (incoming: unknown): Promise<void> => {
      const { body, ack } = incoming as Partial<Incoming>
      return guarded({ body, ack: ack ?? (async () => undefined) })
    }
  }
  for (const [id, listener] of Object.entries(actionHandlers(surface))) app.action(id, bound(id, listener))
  app.action(EDIT_FIELDS, bound('edit', handleEditField(surface)))
  for (const [id, listener] of Object.entries(viewHandlers(surface))) app.view(id, bound(id, listener))
  for (const [id, listener] of Object.entries(closedHandlers(surface)))
    app.view({ type: 'view_closed', callback_id: id }, bound(id, listener))
  for (const [name, listener] of Object.entries(commandHandlers(surface))) app.command(name, bound(name, listener))
  for (const [id, listener] of Object.entries(shortcutHandlers(surface))) app.shortcut(id, bound(id, listener))
  for (const [name, listener] of Object.entries(eventHandlers(surface))) app.event(name, bound(name, listener))
}
