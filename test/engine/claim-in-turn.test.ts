import { describe, expect, it } from 'vitest'
import { createClaimInTurn } from '../../src/engine/claim-in-turn.ts'

function scene(atOnce: number, claimable: (id: string) => boolean = () => true) {
  const claims: string[][] = []
  const under = new Map<string, () => void>()
  let most = 0
  const advance = createClaimInTurn<string>({
    atOnce,
    idOf: (id) => id,
    async claim(ids) {
      claims.push(ids)
      return ids.filter(claimable)
    },
    work: (id) =>
      new Promise((resolve) => {
        under.set(id, () => {
          under.delete(id)
          resolve()
        })
        most = Math.max(most, under.size)
      }),
  })
  const quiet = () => new Promise((resolve) => setImmediate(resolve))
  return { claims, under, advance, quiet, most: () => most }
}

describe('claiming in turn', () => {
  it('claims only what there is room to work on, and the rest as room is made', async () => {
    const { claims, under, advance, quiet, most } = scene(2)
    const all = advance(['a', 'b', 'c', 'd', 'e'])
    await quiet()
    expect(claims).toEqual([['a', 'b']])
    under.get('b')?.()
    await quiet()
    expect(claims).toEqual([['a', 'b'], ['c']])
    while (under.size > 0) {
      for (const end of [...under.values()]) end()
      await quiet()
    }
    await all
    expect(claims.flat()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(most()).toBe(2)
  })

  it('lets those that somebody else holds, or that stand twice in line, make room at once', async () => {
    const { claims, under, advance, quiet } = scene(3, (id) => id !== 'held')
    const all = advance(['a', 'a', 'held', 'b'])
    await quiet()
    expect([...under.keys()]).toEqual(['a', 'b'])
    while (under.size > 0) {
      for (const end of [...under.values()]) end()
      await quiet()
    }
    await all
    expect(claims.flat()).toEqual(['a', 'a', 'held', 'b'])
  })

  it('says when claiming failed, and goes on with the next', async () => {
    let broken = true
    const worked: string[] = []
    const advance = createClaimInTurn<string>({
      atOnce: 1,
      idOf: (id) => id,
      async claim(ids) {
        if (broken) throw new Error('no record')
        return ids
      },
      async work(id) {
        worked.push(id)
      },
    })
    await expect(advance(['a'])).rejects.toThrow('no record')
    broken = false
    await advance(['b'])
    expect(worked).toEqual(['b'])
  })
})
