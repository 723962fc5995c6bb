// Slash commands: parsed from the composer's line, answered by the ack or through the response_url.
import type { Outcome } from '../contract.ts'
import type { CommandCall } from '../ui-calls.ts'
import { SlackError } from '../web-api/slack-error.ts'
import { linkMentions } from '../workspace/mentions.ts'
import type { Desk } from './desk.ts'
import { channelField, failedWith, newResponseUrl, OK, refused, troubleWith } from './envelope.ts'
import { AppPost, postForApp } from './posted-by-app.ts'

export async function handleCommand(desk: Desk, call: CommandCall): Promise<Outcome> {
  const { workspace, delivery } = desk
  const user = workspace.members.must(call.user)
  const [name = '', ...rest] = call.text.trim().split(/\s+/)
  const declared = workspace.manifest.commands.find((each) => each.command === name)
  if (declared === undefined) return refused('unknown_command', `${name} is not a valid command.`)
  const channel = workspace.channels.get(call.channel)
  if (channel === undefined || !workspace.channels.sees(call.user, channel)) {
    return refused('not_there', 'This channel is not here.')
  }
  const typed = call.text.trim().slice(name.length).trim()
  const text = declared.shouldEscape && rest.length > 0 ? linkMentions(typed, workspace, true) : typed
  const target = { user: user.id, channel: channel.id, messageTs: null, threadTs: null }
  const shownChannel = channelField(channel)
  const ack = await delivery.send({
    kind: 'slash_commands',
    payload: {
      token: 'local',
      team_id: workspace.team.id,
      team_domain: workspace.team.domain,
      channel_id: shownChannel.id,
      channel_name: shownChannel.name,
      user_id: user.id,
      user_name: user.name,
      command: name,
      text,
      api_app_id: workspace.app.id,
      is_enterprise_install: 'false',
      response_url: newResponseUrl(workspace, target),
      trigger_id: workspace.triggers.issue({ user: user.id, viewId: null }),
    },
  })
  const trouble = troubleWith(ack)
  if (trouble !== undefined) {
    return failedWith(workspace, user.id, {
      code: trouble.code,
      text: `${name} failed with the error "${trouble.code}". ${trouble.text}`,
    })
  }
  return answerCommand(desk, { name, target, payload: ack.status === 'acked' ? ack.payload : {} })
}

function answerCommand(
  desk: Desk,
  about: { name: string; target: Parameters<typeof postForApp>[1]; payload: Record<string, unknown> },
): Outcome {
  const { name, target, payload } = about
  if (payload['text'] === undefined && payload['blocks'] === undefined) return OK
  const post = AppPost.safeParse(payload)
  try {
    if (!post.success) throw new SlackError('invalid_command_response')
    postForApp(desk, target, post.data)
    return OK
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    const details = JSON.stringify(error.details['errors'] ?? [])
    return failedWith(desk.workspace, target.user, {
      code: error.code,
      text: `${name} failed with the error "${error.code}". ${details}`,
    })
  }
}
