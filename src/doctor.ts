// `npm run doctor`: says what is missing and how to fix it, without starting anything. Exit code 1 when something stands in the way.
import { pathToFileURL } from 'node:url'
import { agents } from '../agents/index.ts'
import { actions } from './actions/registry.ts'
import { describeProblem } from './assembly/config-file.ts'
import { checkConfiguration } from './assembly/configuration.ts'
import { type Environment, readEnvironment } from './config.ts'
import { reasonOf } from './contracts/app-error.ts'
import { systemClock } from './contracts/clock.ts'
import { checkNotes } from './doctor/check-notes.ts'
import { checkShop } from './doctor/check-shop.ts'
import { checkSlack } from './doctor/check-slack.ts'
import { checkStores } from './doctor/check-stores.ts'
import { checkVersions } from './doctor/check-versions.ts'
import { bad, type Finding, good, note, printed } from './doctor/finding.ts'

/** Every finding, in the order a person would fix them. Never throws. */
export async function examine(readSource: () => Environment = readEnvironment): Promise<Finding[]> {
  const findings: Finding[] = [checkNode(process.versions.node)]
  let environment: Environment
  try {
    environment = readSource()
  } catch (error) {
    return [
      ...findings,
      ...reasonOf(error)
        .split('\n')
        .map((line) => bad('Environment', line, 'Change it in .env (see .env.example).')),
    ]
  }
  findings.push(good('Environment', 'readable'), ...checkFiles(environment))
  findings.push(...(await checkSlack(environment)), ...(await checkStores(environment)))
  findings.push(...(await checkNotes(environment, systemClock)), ...(await checkVersions(environment, systemClock)))
  findings.push(checkOrdersIn(environment), await checkShop(environment, systemClock), checkModels(environment))
  return findings
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > 20 || (major === 20 && minor >= 19)
  return isEnough ? good('Node', version) : bad('Node', `${version} is too old`, 'Install Node 20.19 or later.')
}

function checkFiles({ CONFIG_DIR }: Environment): Finding[] {
  const { configuration, problems } = checkConfiguration({ folder: CONFIG_DIR, agents, actions })
  if (!configuration)
    return problems.map((problem) => bad('Configuration', describeProblem(problem), 'Correct the file.'))
  const names = Object.entries(configuration.topology.workflows).map(
    ([name, { enabled }]) => `${name} ${enabled ? 'on' : 'off'}`,
  )
  return [good('Configuration', names.join(', '))]
}

function checkOrdersIn({ SHOPIFY_WEBHOOK_SECRET, EVENTS_WEBHOOK_SECRET }: Environment): Finding {
  const paths = [SHOPIFY_WEBHOOK_SECRET && 'POST /webhooks/shopify', EVENTS_WEBHOOK_SECRET && 'POST /events']
  return SHOPIFY_WEBHOOK_SECRET || EVENTS_WEBHOOK_SECRET
    ? good('Orders in', paths.filter(Boolean).join(', '))
    : bad(
        'Orders in',
        'no webhook secret is set, so every webhook is refused',
        'Set SHOPIFY_WEBHOOK_SECRET (Shopify admin, Settings, Notifications, Webhooks) or EVENTS_WEBHOOK_SECRET.',
      )
}

function checkModels({ ANTHROPIC_API_KEY }: Environment): Finding {
  return ANTHROPIC_API_KEY
    ? good('Models', 'a key is set')
    : note(
        'Models',
        'no key: the agents decide by their rules, and every card says so',
        'Set ANTHROPIC_API_KEY to let fraud_detection and customer_notification use a model.',
      )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const findings = await examine()
  process.stdout.write(printed(findings))
  process.exit(findings.some(({ status }) => status === 'bad') ? 1 : 0)
}
