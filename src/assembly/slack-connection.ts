// How Slack is reached, from the environment.
import type { Environment } from '../config.ts'
import { AppError } from '../contracts/app-error.ts'
import type { SlackConnection } from '../slack/clients.ts'

/** Throws `config.slack` with every token that the chosen mode needs and the environment lacks. */
export function slackConnection(environment: Environment): SlackConnection {
  const {
    SLACK_MODE: mode,
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_SIGNING_SECRET,
  } = environment
  const missing = [
    SLACK_BOT_TOKEN ? null : 'SLACK_BOT_TOKEN',
    mode === 'socket' && !SLACK_APP_TOKEN ? 'SLACK_APP_TOKEN (SLACK_MODE=socket)' : null,
    mode === 'http' && !SLACK_SIGNING_SECRET ? 'SLACK_SIGNING_SECRET (SLACK_MODE=http)' : null,
  ].filter((name) => name !== null)
  if (!SLACK_BOT_TOKEN || missing.length > 0) throw new AppError('config.slack', `Not set: ${missing.join(', ')}.`)
  return {
    mode,
    apiUrl,
    botToken: SLACK_BOT_TOKEN,
    appToken: SLACK_APP_TOKEN,
    signingSecret: SLACK_SIGNING_SECRET,
  }
}
