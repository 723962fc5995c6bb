// Finding what a call is about, with Slack's errors for everything that is not there or not the app's business.

import { asMessages, checkMessageBlocks } from '../block-rules/check.ts'
import { fillIds } from '../block-rules/fill-ids.ts'
import type { Block } from '../contract.ts'
import type { StoredChannel } from '../workspace/channels.ts'
import type { StoredMessage } from '../workspace/stored-message.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { MethodContext } from './method.ts'
import { SlackError, withMessages } from './slack-error.ts'

/** Channels the app can know of: public ones, and those it is in. */
export function knownChannel(workspace: Workspace, id: string): StoredChannel {
  const channel = workspace.channels.get(id)
  const visible = channel !== undefined && (channel.kind === 'public' || isInside(workspace, channel))
  if (!visible) throw new SlackError('channel_not_found')
  return channel
}

export const isInside = (workspace: Workspace, channel: StoredChannel): boolean =>
  channel.members.includes(workspace.app.botUserId)

/** Where a message may be posted. A user id is that person's direct message; "#name" works too, as in Slack. */
export function postTarget(context: MethodContext, given: string): StoredChannel {
  const { workspace } = context
  const member = workspace.members.get(given)
  if (member !== undefined) {
    if (member.isBot) throw new SlackError('channel_not_found')
    return workspace.channels.openIm(workspace.app.botUserId, given).channel
  }
  const named = workspace.channels.byName(given.replace(/^#/, ''))
  const channel = knownChannel(workspace, workspace.channels.get(given)?.id ?? named?.id ?? given)
  if (channel.isArchived) throw new SlackError('is_archived')
  if (!isInside(workspace, channel) && !context.hasScope('chat:write.public')) throw new SlackError('not_in_channel')
  return channel
}

export function insideTarget(workspace: Workspace, id: string): StoredChannel {
  const channel = knownChannel(workspace, id)
  if (!isInside(workspace, channel)) throw new SlackError('not_in_channel')
  return channel
}

/** A message everybody in the channel sees; ephemeral ones cannot be addressed. */
export function sharedMessage(workspace: Workspace, channel: StoredChannel, ts: string): StoredMessage {
  const message = workspace.messages.get(channel.id, ts)
  if (message === undefined || message.onlyFor !== null || message.tombstone) throw new SlackError('message_not_found')
  return message
}

export const MAX_POST_TEXT = 40_000
export const MAX_UPDATE_TEXT = 4_000

/** Text and blocks of a message, checked; ids filled in. */
export function checkedContent(
  context: MethodContext,
  given: { channel: string; text: string | undefined; blocks?: unknown; maxText: number },
): { text: string; blocks: Block[] } {
  const text = given.text ?? ''
  if (text.length > given.maxText) throw new SlackError('msg_too_long')
  const blocks = checkedBlocks(context, given.blocks, given.channel)
  if (text === '' && blocks.length === 0) throw new SlackError('no_text')
  return { text, blocks }
}

export function checkedBlocks(
  context: Pick<MethodContext, 'workspace' | 'faults'>,
  blocks: unknown,
  channel: string,
): Block[] {
  if (blocks === undefined || blocks === null || blocks === '') return []
  const problems = checkMessageBlocks(blocks)
  if (problems.length > 0) throw withMessages('invalid_blocks', asMessages(problems))
  const filled = fillIds(blocks as Block[], () => context.workspace.ids.secret().slice(0, 5))
  if (filled.length > 0 && context.faults.rejectsBlocks(channel)) {
    throw withMessages('invalid_blocks', ['[ERROR] rejected on request [json-pointer:/blocks]'])
  }
  return filled
}

/** A reply's parent must be a top-level message that exists. */
export function checkedThread(
  workspace: Workspace,
  channel: StoredChannel,
  threadTs: string | undefined,
): string | undefined {
  if (threadTs === undefined || threadTs === '') return undefined
  const parent = workspace.messages.get(channel.id, threadTs)
  if (parent === undefined) throw new SlackError('thread_not_found')
  if (parent.threadTs !== null || parent.onlyFor !== null) throw new SlackError('cannot_reply_to_message')
  return threadTs
}
