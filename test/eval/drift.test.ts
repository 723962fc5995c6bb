import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { oneLife } from '../../eval/drift/one-life.ts'
import { runDrift } from '../../eval/drift/run.ts'
import { readConfigFile } from '../../src/assembly/config-file.ts'
import { Policy } from '../../src/contracts/policy.ts'

const policy = readConfigFile(join(import.meta.dirname, '../../config'), 'policy.yml', Policy).value as Policy

describe('eval drift', () => {
  it('takes an agent that slips back by its audits, and asks about its next proposal', async () => {
    const life = await oneLife({ policy, seed: 3, run: 0 })
    expect(life).toMatchObject({ cause: 'audits', asksAgain: true })
    expect(life.audited).toBeGreaterThan(200)
    expect(life.delay).toBeGreaterThan(0)
    expect(await oneLife({ policy, seed: 3, run: 0 })).toEqual(life)
  })

  it('says how it is used when an argument is wrong', async () => {
    const output = { result: () => {}, progress: () => {} }
    await expect(runDrift(['--runs', '2'], output)).rejects.toMatchObject({ code: 'eval.usage' })
  })
})
