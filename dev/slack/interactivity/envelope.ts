// The parts every interaction payload shares, and how an unanswered one reads to the person who caused it.
import type { Outcome } from '../contract.ts'
import type { Ack } from '../delivery/delivery.ts'
import type { StoredChannel } from '../workspace/channels.ts'
import type { ResponseTarget } from '../workspace/response-urls.ts'
import type { Workspace } from '../workspace/workspace.ts'

export const OK: Outcome = { status: 'ok' }

export function refused(code: string, text: string): Outcome {
  return { status: 'error', code, text }
}

export function commonFields(workspace: Workspace, userId: string): Record<string, unknown> {
  const user = workspace.members.must(userId)
  const { team, app } = workspace
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: 'local',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** Slack does not name private conversations to apps. */
export function channelField(channel: StoredChannel): { id: string; name: string } {
  const names = { public: channel.name, private: 'privategroup', im: 'directmessage' }
  return { id: channel.id, name: names[channel.kind] }
}

export function newResponseUrl(workspace: Workspace, target: ResponseTarget): string {
  return `${workspace.baseUrl()}/respond/${workspace.responseUrls.issue(target)}`
}

/** undefined: the app took it. */
export function troubleWith(ack: Ack): { code: string; text: string } | undefined {
  switch (ack.status) {
    case 'acked':
      return undefined
    case 'late':
      return { code: 'operation_timeout', text: "This app didn't respond in time." }
    case 'unreachable':
      return { code: 'dispatch_failed', text: 'This app is not connected. Try again in a moment.' }
    case 'refused':
      return { code: 'dispatch_unknown_error', text: `This app responded with an error (status ${ack.httpStatus}).` }
  }
}

/** The failure is shown to the person as a toast as well as returned to the caller. */
export function failedWith(workspace: Workspace, user: string, trouble: { code: string; text: string }): Outcome {
  workspace.feed.tell(user, { type: 'toast', level: 'error', text: trouble.text })
  return refused(trouble.code, trouble.text)
}
