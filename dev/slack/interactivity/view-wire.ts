// A view as Slack sends it to the app: with its state, hash and place in the stack.
import type { StoredView } from '../workspace/views.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { stateValues } from './entered.ts'

export function viewWire(workspace: Workspace, view: StoredView): Record<string, unknown> {
  const { payload } = view
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: payload.type,
    blocks: payload.blocks,
    private_metadata: payload.private_metadata ?? '',
    callback_id: payload.callback_id ?? '',
    state: { values: stateValues(payload.blocks, view.entered) },
    hash: view.hash,
    title: payload.title ?? null,
    clear_on_close: payload.clear_on_close ?? false,
    notify_on_close: payload.notify_on_close ?? false,
    close: payload.close ?? null,
    submit: payload.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: workspace.app.id,
    external_id: payload.external_id ?? '',
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  }
}
