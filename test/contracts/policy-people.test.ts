// Who, up to how much, and who is on call, as the policy file says it: what is accepted, and what is said about the rest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { actions } from '../../src/actions/registry.ts'
import { checkConfiguration } from '../../src/assembly/configuration.ts'
import { read } from '../guards/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'topology.yml'), read('config/topology.yml'))

function check(changes: Record<string, string>) {
  const own = read('config/policy.yml')
  const text = Object.entries(changes).reduce((policy, [line, instead]) => policy.replace(line, instead), own)
  writeFileSync(join(folder, 'policy.yml'), text)
  const { configuration, problems } = checkConfiguration({ folder, agents, actions })
  const lineOf = (text: string) => read('config/policy.yml').split('\n').indexOf(text) + 1
  return { policy: configuration?.policy, said: problems.map(({ line, message }) => `${line}: ${message}`), lineOf }
}

describe('people', () => {
  it('are named by user id or by user group id', () => {
    const { policy } = check({ '  reviewer: []': '  reviewer: [U012AB3CD, W012AB3CD, S012AB3CD]' })
    expect(policy?.people.reviewer).toEqual(['U012AB3CD', 'W012AB3CD', 'S012AB3CD'])
  })

  it.each(['@ben', 'C012AB3CD', 'ben@example.com', ''])('are not named as "%s"', (id) => {
    const { said, lineOf } = check({ '  reviewer: []': `  reviewer: ["${id}"]` })
    expect(said).toEqual([
      `${lineOf('  reviewer: []')}: people.reviewer.0: a Slack user id such as U012AB3CD, or a user group id such as S012AB3CD`,
    ])
  })

  it('are on call as a user group or as a list', () => {
    expect(check({ 'on_call: {}': 'on_call: { default: S012AB3CD }' }).policy?.on_call).toEqual({
      default: ['S012AB3CD'],
    })
    expect(
      check({
        'on_call: {}': 'on_call: { fraud: [U012AB3CD, S012AB3CD] }',
        'owners: {}': 'owners: { fraud_detection: fraud }',
      }).policy?.on_call,
    ).toEqual({ fraud: ['U012AB3CD', 'S012AB3CD'] })
  })

  it('are on call for teams that there are', () => {
    const { said, lineOf } = check({ 'on_call: {}': 'on_call: { fruad: [U012AB3CD] }' })
    expect(said).toEqual([`${lineOf('on_call: {}')}: on_call: there is no team "fruad"; known: default`])
  })
})

describe('limits', () => {
  const limits = (...lines: string[]) =>
    check({ 'limits: []': `limits:\n${lines.map((line) => `  - { ${line} }`).join('\n')}` })

  it('are for a role, and an action, a currency or both', () => {
    const { policy, said } = limits(
      'role: reviewer, action: refund, currency: HKD, up_to: 500',
      'role: reviewer, action: refund, up_to: 60.5',
      'role: lead, currency: JPY, up_to: 90000',
      'role: admin, action: refund, up_to: null',
    )
    expect(said).toEqual([])
    expect(policy?.limits).toHaveLength(4)
  })

  it.each([
    [
      'role: reviewer, up_to: 500',
      'a limit names an action, a currency or both; the one for everything else is limits_usd',
    ],
    ['role: viewer, action: refund, up_to: 500', 'limits.0.role: '],
    ['role: reviewer, action: refund', 'limits.0.up_to: '],
    ['role: reviewer, action: refund, up_to: -1', 'limits.0.up_to: '],
    ['role: reviewer, action: refund, currency: hkd, up_to: 5', 'limits.0.currency: a three-letter ISO 4217 code'],
    ['role: reviewer, currency: JPY, up_to: 9.5', 'limits.0.up_to: more decimals than this currency has'],
    ['role: reviewer, actoin: refund, up_to: 5', 'actoin'],
    ['role: reviewer, action: refnud, up_to: 5', 'limits: there is no action "refnud"; known: '],
  ])('"%s" is refused, with its line', (line, expected) => {
    const { said, lineOf } = limits(line)
    expect(said.join('\n')).toContain(expected)
    expect(said.every((each) => each.startsWith(`${lineOf('limits: []') + 1}: `))).toBe(true)
  })

  it('are there once each', () => {
    const { said, lineOf } = limits(
      'role: reviewer, action: refund, up_to: 5',
      'role: reviewer, action: refund, up_to: 6',
    )
    expect(said).toEqual([`${lineOf('limits: []') + 2}: limits.1: a second limit of a reviewer for refund`])
  })
})
