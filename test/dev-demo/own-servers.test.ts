// The demo on somebody's own PostgreSQL, which keeps another time, and Redis: the same counts, and nothing left behind.
import pg from 'pg'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { runOnce } from '../../dev/demo/once.ts'
import { createStage } from '../../dev/demo/stage.ts'
import { SECOND, systemClock } from '../../src/contracts/clock.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres, describeWithRedis } from '../setup/suites.ts'

describeWithPostgres('the demo on own servers', (postgresUrl) => {
  describeWithRedis('with Redis beside it', (redisUrl) => {
    it('loses nothing, acts once, and takes its schema away', async () => {
      const { url, drop } = await freshDatabase(postgresUrl)
      const look = new pg.Client({ connectionString: url })
      await look.connect()
      await look.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = 'Asia/Hong_Kong'`)
      const stage = await createStage({
        clock: systemClock,
        log: pino({ level: 'silent' }),
        slackRate: 100,
        port: 0,
        brisk: true,
        unlimited: true,
        noBrief: true,
        plenty: 4,
        stores: { DATABASE_URL: url, REDIS_URL: redisUrl },
      })
      try {
        const outcome = await runOnce(stage, {
          orders: 24,
          slackRate: 100,
          timeoutMs: 90 * SECOND,
          progress: () => undefined,
        })
        expect(outcome).toMatchObject({ orders: 24, lost: 0, acted_twice: 0 })
        expect(outcome.verdicts).toBeGreaterThan(0)
        expect(outcome.executed).toBeGreaterThan(24)
      } finally {
        await stage.stop()
      }
      const { rows } = await look.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'countersign%'`)
      expect(rows).toEqual([])
      await look.end()
      await drop()
    }, 150_000)
  })
})
