// Which two versions are meant: loaded ones by their number, or the agent that a file exports.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyAgent } from '../contracts/agent.ts'
import { AppError } from '../contracts/app-error.ts'
import type { ShadowAsked } from './arguments.ts'

export type Versions = {
  agent: AnyAgent
  old_version: string
  /** Only where a file was named: it answers in place of the record. */
  old: AnyAgent | null
  known: AnyAgent | null
  /** Known to the app: it could take over. */
  isLoaded: boolean
}

/** Throws `shadow.usage`. */
export async function versionsOf(
  asked: Pick<ShadowAsked, 'agent' | 'old' | 'new'>,
  {
    agents,
    challengers,
    liveVersion,
  }: {
    agents: readonly AnyAgent[]
    challengers: readonly AnyAgent[]
    liveVersion: string | null
  },
): Promise<Versions> {
  const own = [...agents, ...challengers].filter(({ name }) => name === asked.agent)
  if (own.length === 0)
    throw usage(
      `There is no agent "${asked.agent}"; known: ${[...new Set(agents.map(({ name }) => name))].join(', ')}.`,
    )
  const old = asked.old !== undefined && isFile(asked.old) ? await fromFile(asked.old, asked.agent) : null
  const old_version = old?.version ?? asked.old ?? liveVersion
  if (old_version === null) throw usage(`${asked.agent} is in no workflow: name the old version with --old.`)
  const agent = await newVersion(asked, { own, old_version, challengers })
  if (agent.version === old_version)
    throw usage(`Both versions are ${old_version}: whoever changes an agent gives it a new version.`)
  return {
    ...{ agent, old_version, old },
    known: own.find(({ version }) => version === old_version) ?? null,
    isLoaded: own.some(({ version }) => version === agent.version),
  }
}

async function newVersion(
  asked: Pick<ShadowAsked, 'agent' | 'new'>,
  {
    own,
    old_version,
    challengers,
  }: { own: readonly AnyAgent[]; old_version: string; challengers: readonly AnyAgent[] },
): Promise<AnyAgent> {
  if (asked.new !== undefined && isFile(asked.new)) return fromFile(asked.new, asked.agent)
  if (asked.new !== undefined) {
    const named = own.find(({ version }) => version === asked.new)
    if (named) return named
    throw usage(`${asked.agent} ${asked.new} is not loaded; known: ${own.map(({ version }) => version).join(', ')}.`)
  }
  const onTrial = challengers.filter(({ name, version }) => name === asked.agent && version !== old_version)
  const [only] = onTrial
  if (only && onTrial.length === 1) return only
  throw usage(
    onTrial.length === 0
      ? `${asked.agent} has no version on trial in agents/challengers.ts (agents/README.md): put one there, or name a file with --new.`
      : `Say with --new which version: ${onTrial.map(({ version }) => version).join(', ')}.`,
  )
}

function isFile(text: string): boolean {
  return /\.(ts|js|mjs)$/.test(text)
}

async function fromFile(path: string, name: string): Promise<AnyAgent> {
  const file = resolve(path)
  if (!existsSync(file)) throw usage(`There is no file ${path}.`)
  const exported: Record<string, unknown> = await import(pathToFileURL(file).href)
  const found = Object.values(exported).filter((each): each is AnyAgent => isAgent(each) && each.name === name)
  const [agent] = found
  if (agent && found.length === 1) return agent
  throw usage(`${path} exports ${found.length === 0 ? 'no' : 'more than one'} agent "${name}" (made with defineAgent).`)
}

function isAgent(value: unknown): value is AnyAgent {
  return value !== null && typeof value === 'object' && 'rules' in value && 'version' in value && 'reads' in value
}

function usage(because: string): AppError {
  return new AppError('shadow.usage', because)
}
