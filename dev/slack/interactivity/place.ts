// Resolves where an element was used: a message this person can see, their open modal, or their App Home.
import type { Block } from '../contract.ts'
import type { Place } from '../ui-calls.ts'
import type { StoredChannel } from '../workspace/channels.ts'
import type { StoredMessage } from '../workspace/stored-message.ts'
import type { StoredView } from '../workspace/views.ts'
import type { Workspace } from '../workspace/workspace.ts'

export type FoundPlace =
  | { type: 'message'; channel: StoredChannel; message: StoredMessage; blocks: Block[] }
  | { type: 'view'; view: StoredView; blocks: Block[] }

export function findPlace(workspace: Workspace, user: string, place: Place): FoundPlace | undefined {
  if (place.type === 'view') {
    const view = workspace.views.get(place.viewId)
    return view?.user === user ? { type: 'view', view, blocks: view.payload.blocks } : undefined
  }
  const channel = workspace.channels.get(place.channel)
  const message = workspace.messages.get(place.channel, place.ts)
  if (channel === undefined || message === undefined || !workspace.channels.sees(user, channel)) return undefined
  if (message.onlyFor !== null && message.onlyFor !== user) return undefined
  return { type: 'message', channel, message, blocks: message.blocks }
}
