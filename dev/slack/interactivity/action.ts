// block_actions: a button pressed, a menu chosen, an input that dispatches. Shown as failed when the app does not answer.
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { Block, Outcome } from '../contract.ts'
import type { ActionCall, EnteredValues } from '../ui-calls.ts'
import { toWire } from '../workspace/stored-message.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Desk } from './desk.ts'
import { findElement } from './elements.ts'
import { actionItem, stateValues } from './entered.ts'
import { channelField, commonFields, failedWith, newResponseUrl, OK, refused, troubleWith } from './envelope.ts'
import { type FoundPlace, findPlace } from './place.ts'
import { viewWire } from './view-wire.ts'

export async function handleAction(desk: Desk, call: ActionCall): Promise<Outcome> {
  const { workspace } = desk
  const place = findPlace(workspace, call.user, call.place)
  if (place === undefined) return refused('not_there', 'This is no longer here.')
  const blocks = call.seen ?? place.blocks
  const placed = findElement(blocks, call.blockId, call.actionId)
  if (placed === undefined) return refused('not_there', 'This has changed in the meantime.')
  if (placed.input !== null && !placed.input.dispatches) {
    return refused('does_not_dispatch', 'This input is sent with the form, not by itself.')
  }
  const own = call.entered === undefined ? {} : { [call.blockId]: { [call.actionId]: call.entered } }
  let payload: Record<string, unknown>
  try {
    payload = {
      type: 'block_actions',
      ...commonFields(workspace, call.user),
      ...containerFields(workspace, { call, place, blocks, entered: merged(call.values ?? {}, own) }),
      actions: [actionItem(placed, call.entered, workspace.ids.ts())],
    }
  } catch (error) {
    return refused('no_such_choice', reasonOf(error))
  }
  const trouble = troubleWith(await desk.delivery.send({ kind: 'interactive', payload }))
  return trouble === undefined ? OK : failedWith(workspace, call.user, trouble)
}

function containerFields(
  workspace: Workspace,
  about: { call: ActionCall; place: FoundPlace; blocks: Block[]; entered: EnteredValues },
): Record<string, unknown> {
  const { call, place, blocks, entered } = about
  if (place.type === 'view') {
    place.view.entered = merged(place.view.entered, entered)
    return {
      container: { type: 'view', view_id: place.view.id },
      trigger_id: workspace.triggers.issue({ user: call.user, viewId: place.view.id }),
      view: viewWire(workspace, place.view),
    }
  }
  const { message, channel } = place
  const ephemeral = message.onlyFor !== null
  const thread = message.threadTs === null ? {} : { thread_ts: message.threadTs }
  const wireAbout = { teamId: workspace.team.id, appId: workspace.app.id }
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...thread,
    },
    trigger_id: workspace.triggers.issue({ user: call.user, viewId: null }),
    channel: channelField(channel),
    // Slack leaves the message out when only one person could see it.
    ...(ephemeral ? {} : { message: { ...toWire(message, wireAbout), blocks } }),
    state: { values: stateValues(blocks, entered) },
    response_url: newResponseUrl(workspace, {
      user: call.user,
      channel: channel.id,
      messageTs: message.ts,
      threadTs: message.threadTs,
    }),
  }
}

export function merged(first: EnteredValues, second: EnteredValues): EnteredValues {
  const all: EnteredValues = { ...first }
  for (const [blockId, actions] of Object.entries(second)) all[blockId] = { ...all[blockId], ...actions }
  return all
}
