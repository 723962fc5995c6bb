// Who we are in this workspace, asked once at the start: it proves the token before anything else is tried.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { isFleeting } from './slack-call.ts'

const Identity = z
  .object({ user_id: z.string(), bot_id: z.string(), team_id: z.string(), url: z.string() })
  .transform(({ user_id, bot_id, team_id, url }) => ({
    userId: user_id,
    botId: bot_id,
    teamId: team_id,
    url: url.replace(/\/$/, ''),
  }))
export type Identity = z.infer<typeof Identity>

/** Throws `slack.token` when Slack refuses the token, `slack.unreachable` when it does not answer. */
export async function identify(client: WebClient): Promise<Identity> {
  try {
    return Identity.parse(await client.auth.test())
  } catch (error) {
    if (error instanceof WebAPIPlatformError && !isFleeting(error.data.error))
      throw new AppError('slack.token', `Slack refuses SLACK_BOT_TOKEN (${error.data.error})`, { cause: error })
    throw new AppError('slack.unreachable', 'Slack does not answer', { cause: error })
  }
}

/** A message's address as Slack itself forms it: no call needed. */
export function permalinkTo({ url }: Pick<Identity, 'url'>, { channel, ts }: { channel: string; ts: string }): string {
  return `${url}/archives/${channel}/p${ts.replace('.', '')}`
}
