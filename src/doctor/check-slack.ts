// The Slack side: the tokens that the chosen mode needs, whether Slack accepts them, and the scopes of the manifest.
import { readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'
import { parse } from 'yaml'
import type { Environment } from '../config.ts'
import { reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { Manifest } from '../slack/manifest.ts'
import { bad, type Finding, good, note } from './finding.ts'

const WHERE = 'https://api.slack.com/apps'

export async function checkSlack(environment: Environment): Promise<Finding[]> {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE } = environment
  const findings: Finding[] = []
  if (SLACK_MODE === 'socket' && !SLACK_APP_TOKEN)
    findings.push(
      bad(
        'Slack',
        'SLACK_APP_TOKEN is not set (SLACK_MODE=socket)',
        `At ${WHERE}: Basic Information, App-Level Tokens, scope connections:write.`,
      ),
    )
  if (SLACK_MODE === 'http' && !SLACK_SIGNING_SECRET)
    findings.push(
      bad(
        'Slack',
        'SLACK_SIGNING_SECRET is not set (SLACK_MODE=http)',
        `At ${WHERE}: Basic Information, Signing Secret.`,
      ),
    )
  if (SLACK_APP_TOKEN && !SLACK_APP_TOKEN.startsWith('xapp-'))
    findings.push(bad('Slack', 'SLACK_APP_TOKEN is not an app-level token', 'It begins with xapp-.'))
  if (!SLACK_BOT_TOKEN)
    return [
      ...findings,
      bad(
        'Slack',
        'SLACK_BOT_TOKEN is not set',
        `Create the app from manifest.yml at ${WHERE}, install it, and copy the Bot User OAuth Token (xoxb-).`,
      ),
    ]
  return [...findings, ...(await askSlack(environment, SLACK_BOT_TOKEN))]
}

/** What the app asks for when it is made from manifest.yml. The optional scopes are the installer's choice. */
function wantedScopes(): string[] {
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')
  return Manifest.parse(parse(text)).oauth_config.scopes.bot
}

async function askSlack({ SLACK_API_URL }: Environment, token: string): Promise<Finding[]> {
  const client = new WebClient(token, {
    slackApiUrl: SLACK_API_URL,
    timeout: 4 * SECOND,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  })
  try {
    const { team, user, response_metadata } = await client.auth.test()
    const granted = response_metadata?.scopes ?? []
    const missing = granted.length === 0 ? [] : wantedScopes().filter((scope) => !granted.includes(scope))
    const accepted = good('Slack', `${String(user)} in ${String(team)}`)
    return missing.length === 0
      ? [accepted]
      : [
          accepted,
          bad(
            'Slack',
            `scopes are missing: ${missing.join(', ')}`,
            `Update the app from manifest.yml at ${WHERE} and install it again.`,
          ),
        ]
  } catch (error) {
    const said = reasonOf(error)
    if (/token_revoked|account_inactive|token_expired/.test(said))
      return [
        bad(
          'Slack',
          `Slack has taken the bot token back (${said})`,
          `The app was removed from the workspace, or its token revoked: install it again at ${WHERE}, copy the new token and restart.`,
        ),
      ]
    if (/invalid_auth|not_authed/.test(said))
      return [
        bad('Slack', `Slack refuses the bot token (${said})`, `Copy it again from ${WHERE}: OAuth & Permissions.`),
      ]
    return [
      note(
        'Slack',
        `Slack is not reached: ${said}`,
        'Check the network, SLACK_API_URL and https://slack-status.com. The app runs without it and joins when it answers.',
      ),
    ]
  }
}
