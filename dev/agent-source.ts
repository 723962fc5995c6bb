// An agent's fingerprint: the hash of its own file and of everything it imports from agents/. src/contracts/ is not part
// of it: what the nouns mean is the same for every version.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from '../src/contracts/app-error.ts'
import { sha256 } from '../src/contracts/json.ts'

export const AGENTS = fileURLToPath(new URL('../agents', import.meta.url))
export const FINGERPRINTS = join(AGENTS, 'fingerprints.json')

export const Fingerprints = z.record(z.string().regex(/^[a-z0-9_]+@\d+\.\d+\.\d+$/), z.string().regex(/^[0-9a-f]{64}$/))
export type Fingerprints = z.infer<typeof Fingerprints>

const IMPORT = /^(?:import|export)\s[^'"]*?from\s+'(\.[^']+)'/gms

/** Where a version is written: at work, or on trial beside it. */
export type Place = { root?: string; onTrial?: boolean }

/** The file of an agent by its name: `fraud_detection` is in fraud-detection.ts, at the top of agents/ or one folder down. */
export function agentFile(name: string, { root = AGENTS, onTrial = false }: Place = {}): string {
  const wanted = `${name.replaceAll('_', '-')}${onTrial ? '.next' : ''}.ts`
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path === wanted || path.endsWith(`/${wanted}`),
  )
  const [path] = found
  if (found.length !== 1 || path === undefined)
    throw new AppError('agents.file', `the agent ${name} needs exactly one file ${wanted}, found ${found.length}`)
  return join(root, path)
}

/** Every file behind an agent, itself included, in a fixed order. */
export function agentSources(name: string, place: Place = {}): string[] {
  const { root = AGENTS } = place
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file) || relative(root, file).startsWith('..')) return
    seen.add(file)
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(IMPORT))
      visit(resolve(dirname(file), specifier))
  }
  visit(agentFile(name, place))
  return [...seen].sort()
}

export function agentFingerprint(name: string, place: Place = {}): string {
  const { root = AGENTS } = place
  const texts = agentSources(name, place).map((file) => {
    return `${relative(root, file)}\n${readFileSync(file, 'utf8').replaceAll('\r\n', '\n')}`
  })
  return sha256(texts.join('\n'))
}

export function readFingerprints(): Fingerprints {
  return Fingerprints.parse(JSON.parse(readFileSync(FINGERPRINTS, 'utf8')))
}
