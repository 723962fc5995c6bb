// Shortcuts: global ones from the composer, message ones from a message's menu.
import type { Outcome } from '../contract.ts'
import type { ShortcutCall } from '../ui-calls.ts'
import { toWire } from '../workspace/stored-message.ts'
import type { Desk } from './desk.ts'
import { channelField, commonFields, failedWith, newResponseUrl, OK, refused, troubleWith } from './envelope.ts'
import { findPlace } from './place.ts'

export async function handleShortcut(desk: Desk, call: ShortcutCall): Promise<Outcome> {
  const { workspace, delivery } = desk
  const declared = workspace.manifest.shortcuts.find((each) => each.callbackId === call.callbackId)
  if (declared === undefined) return refused('unknown_shortcut', 'There is no such shortcut.')
  const about = declared.type === 'message' ? aboutMessage(desk, call) : { type: 'shortcut' }
  if (about === undefined) return refused('not_there', 'This message is no longer here.')
  const ack = await delivery.send({
    kind: 'interactive',
    payload: {
      ...commonFields(workspace, call.user),
      ...about,
      callback_id: call.callbackId,
      action_ts: workspace.ids.ts(),
      trigger_id: workspace.triggers.issue({ user: call.user, viewId: null }),
    },
  })
  const trouble = troubleWith(ack)
  return trouble === undefined ? OK : failedWith(workspace, call.user, trouble)
}

function aboutMessage(desk: Desk, call: ShortcutCall): Record<string, unknown> | undefined {
  const { workspace } = desk
  const { message: named, user } = call
  const place = named === undefined ? undefined : findPlace(workspace, user, { type: 'message', ...named })
  if (place?.type !== 'message' || place.message.onlyFor !== null) return undefined
  const { channel, message } = place
  return {
    type: 'message_action',
    channel: channelField(channel),
    message_ts: message.ts,
    message: toWire(message, { teamId: workspace.team.id, appId: workspace.app.id }),
    response_url: newResponseUrl(workspace, {
      user,
      channel: channel.id,
      messageTs: message.ts,
      threadTs: message.threadTs,
    }),
  }
}
