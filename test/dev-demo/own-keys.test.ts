// What a demo leaves on somebody's Redis: nothing of its own, everything of others.
import { Redis } from 'ioredis'
import { afterAll, expect, it } from 'vitest'
import { unlinkKeys } from '../../dev/demo/stage-redis.ts'
import { describeWithRedis } from '../setup/suites.ts'

describeWithRedis('the keys of a demo', (url) => {
  const redis = new Redis(url)
  afterAll(() => redis.disconnect())

  it('go when it ends, and no others', async () => {
    const others = ['countersign:events', 'other:demo_1:events', 'demo_1', 'demo_12:events', '{demo_12}:intake:id']
    for (const key of ['demo_1:events', 'demo_1:state:{order-1}', '{demo_1}:intake:id', ...others])
      await redis.set(key, 1)
    await unlinkKeys(url, 'demo_1')
    expect((await redis.keys('*')).sort()).toEqual([...others].sort())
  })
})
