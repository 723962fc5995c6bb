// `npm run shadow`: a new version of an agent against the old one on what was decided, and how its test stands.
import { randomInt } from 'node:crypto'
import { userInfo } from 'node:os'
import { pathToFileURL } from 'node:url'
import { pino } from 'pino'
import { challengers as versionsOnTrial } from '../agents/challengers.ts'
import { agents } from '../agents/index.ts'
import { actions } from './actions/registry.ts'
import { type Adapters, createAdapters } from './assembly/adapters.ts'
import { readConfiguration } from './assembly/configuration.ts'
import { askVersions, createOnTrial } from './assembly/on-trial.ts'
import { type Environment, readEnvironment } from './config.ts'
import type { AnyAgent } from './contracts/agent.ts'
import { AppError, reasonOf } from './contracts/app-error.ts'
import { type Clock, systemClock } from './contracts/clock.ts'
import { newId } from './contracts/ids.ts'
import { createLedger } from './ledger/create-ledger.ts'
import { HELP, ignoredBy, type ShadowAsked, shadowAsked } from './shadow-test/arguments.ts'
import { asJson, asWords, type Standing } from './shadow-test/said.ts'
import { versionsOf } from './shadow-test/versions.ts'
import { createTrustBook } from './trust/book.ts'
import { createAskVersion } from './trust/shadow/answer.ts'
import { beginShadow } from './trust/shadow/begin.ts'
import { finish } from './trust/shadow/judge.ts'

const EXIT = { passed: 0, failed: 1, notUnderstood: 2, noRecord: 3, waiting: 4 } as const

export type Said = { code: number; text: string }

type Around = {
  clock: Clock
  challengers: readonly AnyAgent[]
  environment(): Environment
  open: (...about: Parameters<typeof createAdapters>) => Promise<Adapters>
}

export async function shadow(
  argv: readonly string[],
  {
    clock = systemClock,
    challengers = versionsOnTrial,
    environment = readEnvironment,
    open = createAdapters,
  }: Partial<Around> = {},
): Promise<Said> {
  try {
    const asked = shadowAsked(argv)
    if (!asked) return { code: EXIT.passed, text: HELP }
    const standing = await carryOut(asked, { clock, challengers, environment, open })
    const { result } = standing
    const code = result === null ? EXIT.waiting : result.passed ? EXIT.passed : EXIT.failed
    return { code, text: asked.json ? `${JSON.stringify(asJson(standing))}\n` : asWords(standing) }
  } catch (error) {
    const code = error instanceof AppError ? error.code : ''
    if (code === 'shadow.usage') return { code: EXIT.notUnderstood, text: `${reasonOf(error)}\n\n${HELP}` }
    if (code.startsWith('shadow.')) {
      const because = reasonOf(error)
      const text = argv.includes('--json') ? JSON.stringify({ error: code, because }) : because
      return { code: EXIT.failed, text: `${text}\n` }
    }
    const hint = code === 'data_dir.locked' ? '\nStop the app for it. With DATABASE_URL both can work at once.' : ''
    return { code: EXIT.noRecord, text: `${reasonOf(error)}${hint}\n` }
  }
}

async function carryOut(asked: ShadowAsked, { clock, challengers, ...around }: Around): Promise<Standing> {
  const environment = around.environment()
  const log = pino({ level: 'silent' })
  const configuration = readConfiguration({ folder: environment.CONFIG_DIR, agents, actions })
  const { config, hash, policy, topology } = configuration
  const adapters = await around.open(environment, { clock, log })
  const ledger = await createLedger({ db: adapters.db, newId, clock })
  try {
    const book = createTrustBook({ trust: ledger.trust, rates: policy.rates, clock })
    const asking = asked.rules
      ? { ask: createAskVersion(null), asksModel: false }
      : askVersions({ environment, policy, ledger, clock, log })
    const current = { hash, config, workflows: topology.workflows }
    const trial = createOnTrial({ agents, challengers, configuration, current, ledger, book, clock, log, ...asking })
    await trial.look()
    const { agent, isLoaded, ...versions } = await versionsOf(asked, {
      ...{ agents, challengers },
      liveVersion: trial.liveVersion(asked.agent),
    })
    const { test, replayed } = await beginShadow(
      {
        ...{ ledger, book, ask: asking.ask, newId, clock },
        riskOf: (action) => Object.entries(actions).find(([name]) => name === action)?.[1].spec.risk ?? 'D',
        flip: () => randomInt(2) === 1,
      },
      {
        ...{ agent, ...versions, last: asked.last, channel: asked.channel ?? null, by: userInfo().username },
        // A model asked again may answer otherwise: that would say nothing of the inputs.
        known: asking.asksModel && versions.known?.model ? null : versions.known,
      },
    )
    const ignored = replayed === null ? ignoredBy(test.begun, asked) : []
    return { test, replayed, isLoaded, ignored, result: await finish({ shadow: ledger.shadow, clock }, test) }
  } finally {
    await Promise.all([adapters.jobs.close(0), adapters.entityState.close(), adapters.bus.close()])
    await ledger.close()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { code, text } = await shadow(process.argv.slice(2))
  ;(code === EXIT.notUnderstood || code === EXIT.noRecord ? process.stderr : process.stdout).write(text)
  process.exitCode = code
}
