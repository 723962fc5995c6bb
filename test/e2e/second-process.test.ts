// Two processes on one database without Redis would both do what is due: the second says why it does not start.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { childEnvironment } from '../setup/child-environment.ts'
import { freshDatabase } from '../setup/fresh-services.ts'
import { describeWithPostgres } from '../setup/suites.ts'
import { createInstallation, type Installation } from './installation.ts'

describeWithPostgres('npm start on an own database', (postgresUrl) => {
  let installation: Installation
  beforeAll(async () => {
    installation = await createInstallation({ databaseUrl: (await freshDatabase(postgresUrl)).url })
    await installation.start()
  }, 60_000)
  afterAll(() => installation.stop())

  it('is refused while another process works on it, and starts once that has ended', async () => {
    const second = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: childEnvironment(installation.environment),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [[code], said] = await Promise.all([once(second, 'exit'), text(second.stderr)])
    expect(code).toBe(1)
    expect(said).toContain('Another process works on this database')
    expect(said).toContain('REDIS_URL')
    await installation.kill('SIGKILL')
    await installation.start()
  }, 90_000)
})
