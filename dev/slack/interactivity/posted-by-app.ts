// Messages the app writes without the Web API: the answer to a slash command, and posts to a response_url.
import { z } from 'zod'
import { Block } from '../contract.ts'
import type { Faults } from '../faults.ts'
import { SlackError } from '../web-api/slack-error.ts'
import { checkedBlocks } from '../web-api/targets.ts'
import type { ResponseTarget } from '../workspace/response-urls.ts'
import type { Workspace } from '../workspace/workspace.ts'

export const AppPost = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(Block).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
})
export type AppPost = z.infer<typeof AppPost>

interface Room {
  workspace: Workspace
  faults: Faults
}

/** Throws SlackError when Slack would refuse it. A post with neither text nor blocks is refused as no_text. */
export function postForApp(room: Room, target: ResponseTarget, post: AppPost): void {
  const { workspace } = room
  const original = target.messageTs === null ? undefined : workspace.messages.get(target.channel, target.messageTs)
  if (post.delete_original === true) {
    if (original === undefined) throw new SlackError('message_not_found')
    workspace.messages.remove(original)
    return
  }
  const content = { text: post.text ?? '', blocks: checkedBlocks(room, post.blocks, target.channel) }
  if (content.text === '' && content.blocks.length === 0) throw new SlackError('no_text')
  if (post.replace_original === true && target.messageTs !== null) {
    if (original === undefined) throw new SlackError('message_not_found')
    workspace.messages.change(original, content)
    return
  }
  const channel = workspace.channels.get(target.channel)
  if (channel === undefined) throw new SlackError('channel_not_found')
  workspace.messages.post({
    channel,
    user: workspace.app.botUserId,
    botId: workspace.app.botId,
    ...content,
    threadTs: post.thread_ts ?? target.threadTs ?? undefined,
    onlyFor: post.response_type === 'in_channel' ? undefined : target.user,
  })
}
