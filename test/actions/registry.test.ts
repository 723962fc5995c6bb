import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions, withSettle } from '../../src/actions/registry.ts'
import { ActionSpec } from '../../src/contracts/action.ts'

const all = Object.values(actions)
const specs = all.map(({ spec }) => spec)

describe('the actions', () => {
  it('are these, each under its own name and with a valid declaration', () => {
    expect(Object.keys(actions).sort()).toEqual([
      'accept',
      'apologise',
      'award_points',
      'backorder',
      'cancel',
      'clear',
      'hold',
      'intercept',
      'notify',
      'refund',
      'release',
      'reserve',
      'route',
      'ship',
    ])
    for (const [name, { spec }] of Object.entries(actions)) expect(ActionSpec.parse(spec).name).toBe(name)
  })

  it('are registered, every one that has a file', () => {
    const folder = 'src/actions'
    const declaring = readdirSync(folder).filter((file) =>
      / = \{\n {2}spec: specOf\(/.test(readFileSync(`${folder}/${file}`, 'utf8')),
    )
    expect(declaring.map((file) => file.replace('.ts', '').replaceAll('-', '_')).sort()).toEqual(
      Object.keys(actions).sort(),
    )
  })

  it('contradict each other both ways, and only actions that exist', () => {
    for (const spec of specs) {
      for (const other of spec.conflicts_with) {
        expect(actions[other], `${spec.name} contradicts ${other}`).toBeDefined()
        expect(actions[other]?.spec.conflicts_with, `${other} against ${spec.name}`).toContain(spec.name)
      }
      expect(spec.conflicts_with).not.toContain(spec.name)
    }
  })

  it('know the contradictions that cost money', () => {
    expect(actions['hold']?.spec.conflicts_with).toEqual(expect.arrayContaining(['release', 'ship', 'cancel']))
    expect(actions['cancel']?.spec.conflicts_with).toEqual(
      expect.arrayContaining(['ship', 'release', 'hold', 'reserve']),
    )
    expect(actions['ship']?.spec.conflicts_with).toEqual(expect.arrayContaining(['hold', 'cancel', 'backorder']))
    expect(actions['refund']?.spec.conflicts_with).toContain('cancel')
  })

  it('can be undone exactly when they declare for how long', () => {
    for (const { spec, undo } of all) expect(undo !== undefined, spec.name).toBe(spec.undo_ms > 0)
  })

  it('wait before they start when they have an effect that cannot be taken back', () => {
    const irreversible = specs.filter(({ effect, undo_ms }) => effect && undo_ms === 0)
    expect(irreversible.map(({ name }) => name).sort()).toEqual([
      'apologise',
      'cancel',
      'intercept',
      'notify',
      'refund',
    ])
    // A parcel is only caught when it is asked for at once, and only a request goes out: people may still say no.
    const waiting = irreversible.filter(({ name }) => name !== 'intercept')
    for (const spec of waiting) expect(spec).toMatchObject({ settle_ms: 120_000 })
    for (const spec of specs.filter((one) => !waiting.includes(one))) expect(spec.settle_ms).toBe(0)
  })

  it('take the policy’s own wait where there is one, and leave the rest alone', () => {
    const slower = withSettle(actions, 30_000)
    expect(slower['cancel']?.spec.settle_ms).toBe(30_000)
    expect(slower['release']).toBe(actions['release'])
    expect(actions['cancel']?.spec.settle_ms).toBe(120_000)
  })

  it('are only recorded when nothing is sent anywhere', () => {
    expect(
      specs
        .filter(({ effect }) => !effect)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['accept', 'clear', 'route'])
  })
})
