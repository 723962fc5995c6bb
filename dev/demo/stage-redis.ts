// A demo on somebody's own Redis takes its keys away again, and no others.
import { createRedisConnection } from '../../src/redis/redis-connection.ts'

const PAGE = 500

/** `prefix` is the demo's own name: jobs keep theirs under `{prefix}:`, everything else under `prefix:`. */
export async function unlinkKeys(url: string, prefix: string): Promise<void> {
  // A command that cannot be sent fails, and that is what is reported.
  const redis = createRedisConnection({ url, name: `${prefix}-end`, use: 'blocking', onError: () => undefined })
  try {
    for (const start of [`${prefix}:`, `{${prefix}}:`]) {
      let cursor = '0'
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `${start}*`, 'COUNT', PAGE)
        if (keys.length > 0) await redis.unlink(...keys)
        cursor = next
      } while (cursor !== '0')
    }
  } finally {
    redis.disconnect()
  }
}
