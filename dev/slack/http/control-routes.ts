// The control API over HTTP: /control/*, for tests in another process and for the page's developer corner.
import { z } from 'zod'
import type { Control } from '../control.ts'
import { ChannelPatch, FaultCall, GroupPatch, OutageCall, UserPatch } from '../ui-calls.ts'
import type { Get, Post } from './ui-routes.ts'

const SocketsCall = z.object({ count: z.number().int().positive().optional(), reason: z.string().optional() })

/** Optional fields as absent keys, the way the functions take them. */
function given<T extends Record<string, unknown>>(call: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as never
}

export function controlPosts(control: Control): Readonly<Record<string, Post>> {
  return {
    '/control/refresh-sockets': (body) => ({ asked: control.refreshSockets(given(SocketsCall.parse(body ?? {}))) }),
    '/control/drop-sockets': (body) => ({ dropped: control.dropSockets(given(SocketsCall.parse(body ?? {}))) }),
    '/control/fault': (body) => control.fault(FaultCall.parse(body)),
    '/control/outage': (body) => control.outage(OutageCall.parse(body).on),
    '/control/users/set': (body) => control.setUser(UserPatch.parse(body)),
    '/control/groups/set': (body) => control.setGroup(GroupPatch.parse(body)),
    '/control/channels/set': (body) => control.setChannel(ChannelPatch.parse(body)),
  }
}

export function controlGets(control: Control): Readonly<Record<string, Get>> {
  return { '/control/stats': () => control.stats() }
}
