// block_suggestion: what the app offers in an external select for the text typed so far.
import { AppError } from '../../../src/contracts/app-error.ts'
import type { OptionsCall } from '../ui-calls.ts'
import type { Desk } from './desk.ts'
import { findElement } from './elements.ts'
import { channelField, commonFields, troubleWith } from './envelope.ts'
import { findPlace } from './place.ts'
import { viewWire } from './view-wire.ts'

export async function handleOptions(desk: Desk, call: OptionsCall): Promise<Record<string, unknown>> {
  const { workspace, delivery } = desk
  const place = findPlace(workspace, call.user, call.place)
  if (place === undefined || findElement(place.blocks, call.blockId, call.actionId) === undefined) {
    throw new AppError('slack.not_there', 'This menu is no longer here.')
  }
  const container =
    place.type === 'view'
      ? { container: { type: 'view', view_id: place.view.id }, view: viewWire(workspace, place.view) }
      : {
          container: { type: 'message', message_ts: place.message.ts, channel_id: place.channel.id },
          channel: channelField(place.channel),
        }
  const ack = await delivery.send({
    kind: 'interactive',
    payload: {
      type: 'block_suggestion',
      ...commonFields(workspace, call.user),
      ...container,
      action_id: call.actionId,
      block_id: call.blockId,
      value: call.typed,
    },
  })
  const trouble = troubleWith(ack)
  if (trouble !== undefined) throw new AppError(`slack.${trouble.code}`, trouble.text)
  return ack.status === 'acked' ? ack.payload : {}
}
