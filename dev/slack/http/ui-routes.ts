// What the page calls: /ui/*. Reads are GET with a query, everything that changes something is POST with JSON.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { AppError } from '../../../src/contracts/app-error.ts'
import type { Interactions } from '../interactivity/interactions.ts'
import {
  ActionCall,
  ChannelCall,
  CloseCall,
  CommandCall,
  HomeCall,
  MessageCall,
  OptionsCall,
  PermalinkCall,
  ShortcutCall,
  SubmitCall,
} from '../ui-calls.ts'
import { toMessage } from '../workspace/stored-message.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { streamDeltas } from './sse.ts'

export type Post = (body: unknown) => unknown
export type Get = (query: URLSearchParams) => unknown

const post =
  <T extends z.ZodType>(schema: T, run: (call: z.infer<T>) => unknown): Post =>
  (body) =>
    run(schema.parse(body))

const HISTORY_PAGE = 100

export function uiPosts(workspace: Workspace, interactions: Interactions): Readonly<Record<string, Post>> {
  return {
    '/ui/action': post(ActionCall, interactions.action),
    '/ui/options': post(OptionsCall, interactions.options),
    '/ui/command': post(CommandCall, interactions.command),
    '/ui/message': post(MessageCall, interactions.message),
    '/ui/view/submit': post(SubmitCall, interactions.submit),
    '/ui/view/close': post(CloseCall, interactions.close),
    '/ui/home/open': post(HomeCall, interactions.home),
    '/ui/shortcut': post(ShortcutCall, interactions.shortcut),
    '/ui/read': post(ChannelCall, interactions.read),
    '/ui/join': post(ChannelCall, interactions.join),
    '/ui/permalink': post(PermalinkCall, (call) => followPermalink(workspace, call)),
  }
}

export function uiGets(workspace: Workspace): Readonly<Record<string, Get>> {
  return {
    '/ui/state': (query) => workspace.stateFor(userOf(query)),
    '/ui/thread': (query) => {
      const { user, channel } = seen(workspace, query)
      const thread = workspace.messages.thread(channel, query.get('ts') ?? '', user)
      return { messages: thread.map((message) => toMessage(workspace.baseUrl(), message)) }
    },
    '/ui/history': (query) => {
      const { user, channel } = seen(workspace, query)
      const before = query.get('before')
      const older = workspace.messages
        .list(channel, user)
        .filter((message) => before === null || message.ts < before)
        .slice(-HISTORY_PAGE)
      return { messages: older.map((message) => toMessage(workspace.baseUrl(), message)) }
    },
  }
}

export function uiEvents(workspace: Workspace, request: IncomingMessage, response: ServerResponse): void {
  const user = userOf(new URL(request.url ?? '/', 'http://local').searchParams)
  streamDeltas(workspace, { user: workspace.members.must(user).id, request, response })
}

function userOf(query: URLSearchParams): string {
  const user = query.get('user')
  if (user === null) throw new AppError('slack.no_user', 'Say who is asking: ?user=U…')
  return user
}

function seen(workspace: Workspace, query: URLSearchParams): { user: string; channel: string } {
  const user = workspace.members.must(userOf(query)).id
  const channel = workspace.channels.get(query.get('channel') ?? '')
  if (channel === undefined || !workspace.channels.sees(user, channel)) {
    throw new AppError('slack.not_there', 'There is no such channel for you.')
  }
  return { user, channel: channel.id }
}

const PERMALINK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/

export function followPermalink(
  workspace: Workspace,
  call: PermalinkCall,
): { channel: string; ts: string; threadTs: string | null } {
  const [, channelId = '', seconds, micros] = PERMALINK.exec(call.permalink) ?? []
  const channel = workspace.channels.get(channelId)
  const message = workspace.messages.get(channelId, `${seconds}.${micros}`)
  const visible = message !== undefined && (message.onlyFor === null || message.onlyFor === call.user)
  if (channel === undefined || !visible || !workspace.channels.sees(call.user, channel)) {
    throw new AppError('slack.not_there', 'This link leads nowhere, or to something you may not see.')
  }
  return { channel: channelId, ts: message.ts, threadTs: message.threadTs }
}
