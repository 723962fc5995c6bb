// Connections, reactions and file uploads.
import { z } from 'zod'
import { OPEN_CONNECTION, TIER_3, TIER_4 } from '../rate-limits.ts'
import { fileToWire } from '../workspace/stored-message.ts'
import { type ApiMethod, jsonArg, method, numberArg } from './method.ts'
import { SlackError } from './slack-error.ts'
import { checkedThread, insideTarget, postTarget, sharedMessage } from './targets.ts'

const MAX_FILE_BYTES = 50_000_000

const connectionsOpen = method({
  limit: OPEN_CONNECTION,
  scopes: [],
  token: 'app',
  args: z.looseObject({}),
  run(_, { workspace, sockets, faults }) {
    if (sockets === null) throw new SlackError('socket_mode_not_enabled')
    if (faults.refusesSockets()) throw new SlackError('internal_error')
    return { url: `${workspace.baseUrl().replace(/^http/, 'ws')}${sockets.newTicket()}` }
  },
})

const addReaction = method({
  limit: TIER_3,
  scopes: ['reactions:write'],
  args: z.looseObject({ channel: z.string(), timestamp: z.string(), name: z.string().min(1) }),
  run(args, { workspace }) {
    const message = sharedMessage(workspace, insideTarget(workspace, args.channel), args.timestamp)
    const name = args.name.replaceAll(':', '')
    if (!workspace.messages.react(message, name, workspace.app.botUserId)) throw new SlackError('already_reacted')
    return {}
  },
})

const getUploadUrl = method({
  limit: TIER_4,
  scopes: ['files:write'],
  args: z.looseObject({ filename: z.string().min(1), length: numberArg(0, MAX_FILE_BYTES) }),
  run(args, { workspace, files }) {
    if (args.length === 0) throw new SlackError('missing_argument')
    const { id, uploadPath } = files.reserve(args.filename, args.length)
    return { file_id: id, upload_url: `${workspace.baseUrl()}${uploadPath}` }
  },
})

const CompletedFiles = z
  .array(z.object({ id: z.string(), title: z.string().optional() }))
  .min(1)
  .max(10)

const completeUpload = method({
  limit: TIER_4,
  scopes: ['files:write'],
  args: z.looseObject({
    files: jsonArg,
    channel_id: z.string().optional(),
    initial_comment: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
  run(args, context) {
    const { workspace, files } = context
    const wanted = CompletedFiles.safeParse(args.files)
    if (!wanted.success) throw new SlackError('invalid_arguments')
    const channel = args.channel_id === undefined ? undefined : postTarget(context, args.channel_id)
    const threadTs = channel === undefined ? undefined : checkedThread(workspace, channel, args.thread_ts)
    const shared = wanted.data.map((each) => {
      const file = files.complete(each.id, each.title, workspace.baseUrl())
      if (file === null) throw new SlackError('file_not_found')
      return file
    })
    if (channel !== undefined) {
      workspace.messages.post({
        channel,
        user: workspace.app.botUserId,
        botId: workspace.app.botId,
        text: args.initial_comment ?? '',
        blocks: [],
        threadTs,
        files: shared,
      })
    }
    return { files: shared.map(fileToWire) }
  },
})

export const extraMethods: Readonly<Record<string, ApiMethod>> = {
  'apps.connections.open': connectionsOpen,
  'reactions.add': addReaction,
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
}
