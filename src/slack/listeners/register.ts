// Binds every id to its handler. The only file here that knows Bolt; two tables a test can read.
import type { App } from '@slack/bolt'
import { ACTIONS, type ActionId, COMMANDS, VIEWS, type ViewId } from '../../../blocks/ids.ts'
import { DecisionTarget, RunTarget } from '../../../blocks/target.ts'
import { loadEdit } from '../windows/edit.ts'
import { loadEvidence } from '../windows/evidence.ts'
import { loadMore, loadReview } from '../windows/more.ts'
import { loadTimeline } from '../windows/timeline.ts'
import { handleAnswer } from './actions/answer.ts'
import { handlePractice } from './actions/practice.ts'
import { handleReject } from './actions/reject.ts'
import { handleSetup } from './actions/setup.ts'
import { handleRevive, handleStop, handleUndo } from './actions/under-way.ts'
import { handleWindow } from './actions/window.ts'
import { handleCommand, handleCountersign } from './commands/typed-command.ts'
import { handleHomeOpened } from './events/home-opened.ts'
import { handleDirectMessage, handleMention } from './events/spoken-to.ts'
import { createGuard } from './guarded.ts'
import type { Incoming, Listener } from './incoming.ts'
import type { Surface } from './surface.ts'
import { handleEditForm } from './views/edit.ts'
import { handleRejectForm } from './views/reject.ts'
import { handleSetupForm } from './views/setup.ts'

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
    [ACTIONS.evidence]: handleWindow(surface, {
      title: 'Evidence',
      target: DecisionTarget,
      load: (target, { user }) => loadEvidence(reading, target, user),
    }),
    [ACTIONS.timeline]: handleWindow(surface, {
      title: 'Order timeline',
      target: RunTarget,
      load: (target) => loadTimeline(reading, target),
    }),
    [ACTIONS.open]: handleWindow(surface, {
      title: 'Review',
      target: RunTarget,
      load: (target) => loadReview(reading, target),
    }),
    [ACTIONS.stop]: handleStop(surface),
    [ACTIONS.undo]: handleUndo(surface),
    [ACTIONS.revive]: handleRevive(surface),
    [ACTIONS.setup]: handleSetup(surface),
    [ACTIONS.practice]: handlePractice(surface),
  }
}

export function viewHandlers(surface: Surface): Record<ViewId, Listener> {
  return {
    [VIEWS.reject]: handleRejectForm(surface),
    [VIEWS.edit]: handleEditForm(surface),
    [VIEWS.setup]: handleSetupForm(surface),
  }
}

export function commandHandlers(surface: Surface): Record<string, Listener> {
  return {
    [COMMANDS.order]: handleCommand(surface, 'order'),
    [COMMANDS.agents]: handleCommand(surface, 'agents'),
    [COMMANDS.countersign]: handleCountersign(surface),
  }
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
  for (const [id, listener] of Object.entries(viewHandlers(surface))) app.view(id, bound(id, listener))
  for (const [name, listener] of Object.entries(commandHandlers(surface))) app.command(name, bound(name, listener))
  for (const [name, listener] of Object.entries(eventHandlers(surface))) app.event(name, bound(name, listener))
}
