// The small parts the record is made of.
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/contracts/json.ts'
import { createGroupCommit } from '../../src/ledger/append/group-commit.ts'
import { contradiction } from '../../src/ledger/append/starting-guard.ts'
import { chainHash, sealedDigest } from '../../src/ledger/chain.ts'
import { inHalves } from '../../src/ledger/halving.ts'
import { createPriorityQueue } from '../../src/ledger/priority-queue.ts'
import { arrayLiteral } from '../../src/ledger/row-set.ts'
import { storable, storableRefs } from '../../src/ledger/storable.ts'
import { newEntity, row } from './fixtures.ts'
import { gate } from './gate.ts'

const dataError = () => Object.assign(new Error('no'), { code: '22003' })

describe('storable', () => {
  it('replaces NUL and lone surrogates wherever they are, keys included, and nothing else', () => {
    expect(storable({ 'a\u0000': ['x\ud800y', { b: '\udc00' }], ok: '😀 \\u0000' }).value).toEqual({
      'a\ufffd': ['x\ufffdy', { b: '\ufffd' }],
      ok: '😀 \\u0000',
    })
  })

  it('gives the text of its value, and nothing unstorable in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const { value: stored, text } = storable(value as Json)
        expect(text).toBe(JSON.stringify(stored))
        expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/)
      }),
    )
  })

  it('leaves out names nobody could look up', () => {
    expect(
      storableRefs([
        { kind: 'tracking', value: 'a\u0000' },
        { kind: 'tracking', value: 'x'.repeat(3000) },
      ]),
    ).toEqual([{ kind: 'tracking', value: 'a\ufffd' }])
  })
})

describe('the chain', () => {
  it('depends on what came before, on the event, and on the sealed digest and its salt', () => {
    const hashes = [
      chainHash('a', { envelope: 'e', sealedDigest: null }),
      chainHash('b', { envelope: 'e', sealedDigest: null }),
      chainHash('a', { envelope: 'f', sealedDigest: null }),
      chainHash('a', { envelope: 'e', sealedDigest: sealedDigest('00', '{}') }),
      chainHash('a', { envelope: 'e', sealedDigest: sealedDigest('01', '{}') }),
    ]
    expect(new Set(hashes).size).toBe(5)
  })
})

describe('array literals', () => {
  it('keep NULL apart from the word, and quote what needs it', () => {
    expect(arrayLiteral(['NULL', null, '', 'a"b\\c', 3, true, undefined])).toBe(
      '{"NULL",NULL,"","a\\"b\\\\c",3,true,NULL}',
    )
  })
})

describe('halving', () => {
  it('finds every item that cannot be stored, and only those', async () => {
    const bad = new Set([3, 17, 18])
    const results = await inHalves(
      Array.from({ length: 40 }, (_, index) => index),
      {
        attempt: async (items) => {
          if (items.some((item) => bad.has(item))) throw dataError()
          return items.map((item) => `stored ${item}`)
        },
        refuse: (item) => `refused ${item}`,
      },
    )
    expect(results).toEqual(
      Array.from({ length: 40 }, (_, index) => `${bad.has(index) ? 'refused' : 'stored'} ${index}`),
    )
  })

  it('tries a deadlock again, and passes every other error on', async () => {
    let attempts = 0
    const deadlocked = {
      attempt: async () => {
        attempts += 1
        if (attempts < 3) throw Object.assign(new Error('deadlock'), { code: '40P01' })
        return ['done']
      },
      refuse: () => 'refused',
    }
    expect(await inHalves([1], deadlocked)).toEqual(['done'])
    await expect(
      inHalves([1], { attempt: () => Promise.reject(new Error('connection lost')), refuse: () => 'refused' }),
    ).rejects.toThrow('connection lost')
  })
})

describe('group commit', () => {
  it('collects what comes while a batch is in flight, at most the maximum, in order, one per key', async () => {
    const batches: string[][] = []
    const first = gate()
    const group = createGroupCommit<string, string>({
      maxBatch: 3,
      keysOf: (item) => [item[0] ?? ''],
      refuse: () => 'refused',
      attempt: async (items) => {
        batches.push([...items])
        if (batches.length === 1) await first.opened
        return items.map((item) => item.toUpperCase())
      },
    })
    const early = group.submit('x1')
    await nextTurn()
    await nextTurn()
    const rest = ['a1', 'a2', 'b1', 'a3', 'c1', 'd1'].map((item) => group.submit(item))
    first.open()
    expect(await early).toBe('X1')
    expect(await Promise.all(rest)).toEqual(['A1', 'A2', 'B1', 'A3', 'C1', 'D1'])
    expect(batches).toEqual([['x1'], ['a1', 'b1', 'c1'], ['a2', 'd1'], ['a3']])
    await group.idle()
  })

  it('fails a whole batch when the database does, and goes on with the next', async () => {
    let fail = true
    const group = createGroupCommit<string, string>({
      maxBatch: 9,
      keysOf: (item) => [item],
      refuse: () => 'refused',
      attempt: async (items) => {
        if (fail) throw new Error('gone')
        return [...items]
      },
    })
    expect(await Promise.allSettled([group.submit('a'), group.submit('b')])).toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ])
    fail = false
    expect(await group.submit('c')).toBe('c')
  })
})

describe('the queue in front of one connection', () => {
  it('lets verdicts pass, then work, then reading, one at a time', async () => {
    const queue = createPriorityQueue()
    const done: string[] = []
    const job = (name: string) => async () => {
      await nextTurn()
      done.push(name)
    }
    await Promise.all([
      queue.run('work', job('in progress')),
      queue.run('read', job('read')),
      queue.run('work', job('work 1')),
      queue.run('verdict', job('verdict')),
      queue.run('work', job('work 2')),
    ])
    expect(done).toEqual(['in progress', 'verdict', 'work 1', 'work 2', 'read'])
  })

  it('goes on after a job that fails', async () => {
    const queue = createPriorityQueue()
    await expect(queue.run('work', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await queue.run('work', async () => 'yes')).toBe('yes')
  })
})

describe('the starting guard', () => {
  const entity_id = newEntity()
  const mine = {
    run_id: 'mine',
    entity_id,
    row,
    starting: [{ action_id: 'a', action: 'hold', conflicts_with: ['ship'] }],
  }
  const other = {
    run_id: 'other',
    id: 'their-action',
    entity_id,
    run_kind: 'live',
    action: 'ship',
    what: 'action' as const,
    conflicts_with: [],
  }

  it('sees a contradiction declared by either side', () => {
    expect(contradiction(mine, [other])).toEqual({
      status: 'blocked',
      action_id: 'a',
      by: { run_id: 'other', what: 'action', id: 'their-action', action: 'ship' },
    })
    expect(
      contradiction({ ...mine, starting: [{ action_id: 'a', action: 'ship', conflicts_with: [] }] }, [
        { ...other, action: 'hold', what: 'decision', conflicts_with: ['ship'] },
      ]),
    ).toMatchObject({ by: { what: 'decision', action: 'hold' } })
  })

  it('sees none in the run itself, another entity, another kind of run, or an action nobody excludes', () => {
    const harmless = [
      { ...other, run_id: 'mine' },
      { ...other, entity_id: newEntity() },
      { ...other, run_kind: 'practice' },
      { ...other, action: 'notify', conflicts_with: null },
    ]
    expect(contradiction(mine, harmless)).toBeNull()
  })
})
