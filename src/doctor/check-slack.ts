// The Slack side: the tokens that the chosen mode needs, whether Slack accepts them, and the scopes of the manifest.
import { readFileSync } from 'node:fs'
import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { parse } from 'yaml'
import { type Environment, type TokenProblem, tokenProblems } from '../config.ts'
import { reasonOf } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'
import { createBoltLogger } from '../slack/bolt-logger.ts'
import { Manifest } from '../slack/manifest.ts'
import { isFleeting } from '../slack/slack-call.ts'
import { bad, type Finding, good, note } from './finding.ts'

const WHERE = 'https://api.slack.com/apps'

const FIXES: Record<TokenProblem['name'], string> = {
  SLACK_BOT_TOKEN: `Create the app from manifest.yml at ${WHERE}, install it, and copy the Bot User OAuth Token (xoxb-).`,
  SLACK_APP_TOKEN: `At ${WHERE}: Basic Information, App-Level Tokens, scope connections:write. It begins with xapp-.`,
  SLACK_SIGNING_SECRET: `At ${WHERE}: Basic Information, Signing Secret.`,
}

/** What is not there is said; what is there is put to Slack. */
export async function checkSlack(environment: Environment): Promise<Finding[]> {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_MODE, SLACK_API_URL } = environment
  const problems = tokenProblems(environment)
  const isSound = (name: TokenProblem['name']): boolean => problems.every((problem) => problem.name !== name)
  const client = (token: string): WebClient =>
    new WebClient(token, {
      slackApiUrl: SLACK_API_URL,
      timeout: 4 * SECOND,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: createBoltLogger(pino({ level: 'silent' })),
    })
  const findings = problems.map(({ name, because }) => bad('Slack', `${name} ${because}`, FIXES[name]))
  if (SLACK_BOT_TOKEN) findings.push(...(await askAboutBot(client(SLACK_BOT_TOKEN))))
  if (SLACK_MODE === 'socket' && SLACK_APP_TOKEN && isSound('SLACK_APP_TOKEN') && !findings.some(isNotReached))
    findings.push(await askAboutSockets(client(SLACK_APP_TOKEN)))
  return findings
}

/** What the app asks for when it is made from manifest.yml. The optional scopes are the installer's choice. */
function wantedScopes(): string[] {
  const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')
  return Manifest.parse(parse(text)).oauth_config.scopes.bot
}

async function askAboutBot(client: WebClient): Promise<Finding[]> {
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
    return [notReached(said)]
  }
}

/** Slack only names an address for a socket: none is opened. */
async function askAboutSockets(client: WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open()
    return good('Slack', 'the app token opens sockets')
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || isFleeting(error.data.error)) return notReached(reasonOf(error))
    const said = error.data.error
    return said === 'socket_mode_not_enabled'
      ? bad('Slack', `Socket Mode is off for this app (${said})`, `Turn it on at ${WHERE}: Socket Mode.`)
      : bad('Slack', `Slack refuses the app token (${said})`, FIXES.SLACK_APP_TOKEN)
  }
}

const NOT_REACHED = 'Slack is not reached: '
const isNotReached = ({ found }: Finding): boolean => found.startsWith(NOT_REACHED)
const notReached = (said: string): Finding =>
  note(
    'Slack',
    `${NOT_REACHED}${said}`,
    'Check the network, SLACK_API_URL and https://slack-status.com. The app runs without it and joins when it answers.',
  )
