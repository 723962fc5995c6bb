// One live delta applied to what the page holds. Pure; unchanged messages keep their identity, so they are not drawn again.
import type { Delta, Message, OpenView, WorkspaceState } from '../../slack/contract.ts'
import { type Known, threadKey } from './known.ts'

export function applyDelta(known: Known, delta: Delta): Known {
  if (delta.type === 'hello' || delta.seq <= known.workspace.seq) return known
  const next = change(known, delta)
  return { ...next, workspace: { ...next.workspace, seq: delta.seq } }
}

function change(known: Known, delta: Exclude<Delta, { type: 'hello' }>): Known {
  const { workspace } = known
  switch (delta.type) {
    case 'message':
    case 'ephemeral':
      return withMessage(known, delta.message)
    case 'message_changed':
      return withChangedMessage(known, delta.message)
    case 'message_deleted':
      return withoutMessage(known, delta)
    case 'channel_changed':
      return withWorkspace(known, { channels: upsert(workspace.channels, delta.channel) })
    case 'user_changed':
      return withWorkspace(known, { users: upsert(workspace.users, delta.user) })
    case 'groups_changed':
      return withWorkspace(known, { groups: delta.groups })
    case 'app_changed':
      return withWorkspace(known, { app: { ...workspace.app, online: delta.online } })
    case 'view_opened':
    case 'view_updated':
      return withWorkspace(known, { modals: upsert<OpenView>(workspace.modals, delta.view) })
    case 'view_closed':
      return withWorkspace(known, { modals: workspace.modals.filter((each) => each.id !== delta.viewId) })
    case 'home_published':
      return withWorkspace(known, { home: delta.view })
    case 'toast':
      return { ...known, toasts: [...known.toasts, { id: delta.seq, level: delta.level, text: delta.text }] }
    default:
      return unreachable(delta)
  }
}

function withWorkspace(known: Known, change: Partial<WorkspaceState>): Known {
  return { ...known, workspace: { ...known.workspace, ...change } }
}

/** A reply is in its thread; it is in the main list too only when it was also sent to the channel. */
function withMessage(known: Known, message: Message): Known {
  const key = message.threadTs === null ? undefined : threadKey(message.channel, message.threadTs)
  const thread = key === undefined ? undefined : known.threads[key]
  const threads =
    key === undefined || thread === undefined ? known.threads : { ...known.threads, [key]: placed(thread, message) }
  if (message.threadTs !== null && !message.broadcast) return { ...known, threads }
  const list = placed(known.workspace.messages[message.channel] ?? [], message)
  const messages = { ...known.workspace.messages, [message.channel]: list }
  return withWorkspace({ ...known, threads }, { messages })
}

function withChangedMessage(known: Known, message: Message): Known {
  return mapLists(known, message.channel, (list) =>
    list.some((each) => each.ts === message.ts) ? list.map((each) => (each.ts === message.ts ? message : each)) : list,
  )
}

function withoutMessage(known: Known, gone: { channel: string; ts: string }): Known {
  return mapLists(known, gone.channel, (list) =>
    list.some((each) => each.ts === gone.ts) ? list.filter((each) => each.ts !== gone.ts) : list,
  )
}

/** Applies a change to the main list of a channel and to each of its opened threads. */
function mapLists(known: Known, channel: string, map: (list: readonly Message[]) => readonly Message[]): Known {
  const threads = Object.fromEntries(
    Object.entries(known.threads).map(([key, list]) => [key, key.startsWith(`${channel}/`) ? map(list) : list]),
  )
  const list = known.workspace.messages[channel]
  if (list === undefined) return { ...known, threads }
  return withWorkspace({ ...known, threads }, { messages: { ...known.workspace.messages, [channel]: [...map(list)] } })
}

function placed(list: readonly Message[], message: Message): Message[] {
  const others = list.filter((each) => each.ts !== message.ts)
  const after = others.findIndex((each) => each.ts > message.ts)
  return after === -1 ? [...others, message] : [...others.slice(0, after), message, ...others.slice(after)]
}

function upsert<T extends { id: string }>(list: readonly T[], item: T): T[] {
  return list.some((each) => each.id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item]
}

function unreachable(delta: never): never {
  throw new TypeError(`unknown delta: ${JSON.stringify(delta)}`)
}
