// The registry against its folder, its versions and its own declarations.
import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { challengers } from '../../agents/challengers.ts'
import { agents } from '../../agents/index.ts'
import { AGENTS, agentFingerprint, agentSources, readFingerprints } from '../../dev/agent-source.ts'
import { agentKey } from '../../src/contracts/agent.ts'
import { FactName } from '../../src/contracts/fact.ts'
import { inputs } from './inputs.ts'

const named = agents.map((agent) => [agent.name, agent] as const)

describe('the registry', () => {
  it('has every name once', () => {
    expect(new Set(agents.map(({ name }) => name)).size).toBe(agents.length)
  })

  it('lists every file of the folder that defines an agent', async () => {
    const files = readdirSync(AGENTS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const texts = await Promise.all(
      files.map(async (file) => [file, await readFile(join(AGENTS, file), 'utf8')] as const),
    )
    const defining = texts.filter(([, text]) => text.includes('defineAgent')).map(([file]) => file)
    const listed = [
      ...agents.map(({ name }) => `${name.replaceAll('_', '-')}.ts`),
      ...challengers.map(({ name }) => `${name.replaceAll('_', '-')}.next.ts`),
    ]
    expect(defining.sort()).toEqual(listed.sort())
  })

  it('has versions on trial only beside an agent of the same name, in another version', () => {
    const beside = challengers.filter(({ name, version }) =>
      agents.some((agent) => agent.name === name && agent.version !== version),
    )
    expect(beside).toEqual(challengers)
  })

  it('has inputs for the laws of every agent', () => {
    expect(Object.keys(inputs).sort()).toEqual(agents.map(({ name }) => name).sort())
  })
})

describe.each(named)('%s', (_, agent) => {
  it('parses exactly the facts it declares, and refuses one more', () => {
    const shape = (agent.input as z.ZodObject).shape
    expect(Object.keys(shape).sort()).toEqual(Object.keys(agent.reads).sort())
    const foreign = agent.input.safeParse({ someone_elses_fact: 1 })
    expect(JSON.stringify(foreign.error?.issues)).toContain('someone_elses_fact')
    for (const name of Object.keys(agent.reads)) expect(FactName.options).toContain(name)
  })

  it('offers each of its actions in its output, and lets people edit only fields that exist', () => {
    for (const action of Object.keys(agent.actions)) {
      const issues = agent.output.safeParse({ action, params: {} }).error?.issues ?? []
      expect(issues.filter(({ path }) => path[0] === 'action')).toEqual([])
    }
    expect(agent.output.safeParse({ action: 'refund_everything', params: {} }).error?.issues[0]?.path).toEqual([
      'action',
    ])
  })

  it('says in words what it is for and what calls it', () => {
    expect(agent.about).toMatch(/^[A-Z].{20,}\.$/)
    expect(agent.trigger).toMatch(/^[A-Z].{10,}[a-z]$/)
  })
})

describe('a fingerprint', () => {
  const recorded = readFingerprints()

  it.each(named)('of %s is the one recorded for its version', (name, agent) => {
    const key = agentKey(agent)
    expect(
      recorded[key],
      `${name} is not what ${key} was: raise its version in agents/, then run "npm run agents:fingerprint" ` +
        '("-- --same-behaviour" if only a comment or the format changed)',
    ).toBe(agentFingerprint(name))
  })

  it('of a version on trial is recorded as well', () => {
    for (const agent of challengers)
      expect(recorded[agentKey(agent)], agentKey(agent)).toBe(agentFingerprint(agent.name, { onTrial: true }))
  })

  it('covers what the agent imports from its folder, and no other agent', () => {
    const files = agentSources('fraud_detection').map((file) => file.slice(AGENTS.length + 1))
    expect(files).toContain('fraud-signals.ts')
    expect(files).toContain('wording.ts')
    const own = new Set(agents.map(({ name }) => `${name.replaceAll('_', '-')}.ts`))
    for (const { name } of agents) {
      const foreign = agentSources(name)
        .map((file) => file.slice(AGENTS.length + 1))
        .filter((file) => own.has(file) && file !== `${name.replaceAll('_', '-')}.ts`)
      expect(foreign, `${name} would change with another agent`).toEqual([])
    }
  })

  it('changes with the text of the agent and with the text of what it imports, not with the kind of line ends', async () => {
    const root = await mkdtemp(join(tmpdir(), 'agents-'))
    try {
      const write = (file: string, text: string) => writeFile(join(root, file), text)
      await write('a-b.ts', "import { one } from './one.ts'\nexport const a = one\n")
      await write('one.ts', 'export const one = 1\n')
      const first = agentFingerprint('a_b', { root })
      await write('one.ts', 'export const one = 1\r\n')
      expect(agentFingerprint('a_b', { root })).toBe(first)
      await write('one.ts', 'export const one = 2\n')
      const second = agentFingerprint('a_b', { root })
      expect(second).not.toBe(first)
      await write('a-b.ts', "import { one } from './one.ts'\nexport const a = -one\n")
      expect(agentFingerprint('a_b', { root })).not.toBe(second)
    } finally {
      await rm(root, { recursive: true })
    }
  })
})
