// `npm start`: the only file that starts anything.
import { pino } from 'pino'
import { agents } from '../agents/index.ts'
import { actions } from './actions/registry.ts'
import { type App, createApp } from './app.ts'
import { createAdapters } from './assembly/adapters.ts'
import { readConfiguration } from './assembly/configuration.ts'
import { readStartEnvironment } from './config.ts'
import { AppError, reasonOf } from './contracts/app-error.ts'
import { SECOND, systemClock } from './contracts/clock.ts'

/** Less than the half minute after which most supervisors kill. */
const STOP_WITHIN_MS = 20 * SECOND

async function main(): Promise<void> {
  const environment = readStartEnvironment()
  const log = pino({ level: environment.LOG_LEVEL })
  const configuration = readConfiguration({ folder: environment.CONFIG_DIR, agents, actions })
  let app: App | undefined
  let isStopping = false

  const stop = (signal: string): void => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping: finishing what is in hand')
    setTimeout(() => {
      log.error('did not stop in time; nothing is lost, the record knows')
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    Promise.resolve(app?.stop()).then(
      () => process.exit(),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly; nothing is lost, the record knows')
        process.exit(1)
      },
    )
  }
  const giveUp = (error: unknown): void => {
    process.stderr.write(couldNotGoOn(error))
    process.exitCode = 1
    stop('refused')
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('unhandledRejection', (reason) => {
    // The Slack socket client rejects with nothing when it is stopped while it reconnects.
    if (reason === undefined && isStopping) return
    log.fatal({ err: reason }, 'an unhandled rejection: this is a defect')
    process.exit(1)
  })

  const adapters = await createAdapters(environment, { clock: systemClock, log, onLost: giveUp })
  app = await createApp({
    environment,
    configuration,
    adapters,
    clock: systemClock,
    log,
    slackRate: environment.SLACK_RATE,
    onRefused: giveUp,
  })
  await app.start()
}

function couldNotGoOn(error: unknown, what = 'Countersign stops.'): string {
  const isForDoctor = error instanceof AppError && (error.code.startsWith('config.') || error.code === 'slack.token')
  const hint = isForDoctor ? '\n\n`npm run doctor` explains what is missing and how to get it.' : ''
  return `${what}\n\n${reasonOf(error)}${hint}\n`
}

main().catch((error: unknown) => {
  process.stderr.write(couldNotGoOn(error, 'Countersign could not start.'))
  process.exit(1)
})
