// A throw-away Redis with the append-only file on, as the product asks of a real one.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server-process.ts'

export type RunningService = { url: string; stop(): Promise<void> }

export async function startRedis(program: string): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-redis-'))
  const server = await startServer({
    command: program,
    args: (port) => ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''],
    options: {},
    readyWhen: /ready to accept connections/i,
    stopSignal: 'SIGKILL',
  })
  return {
    url: `redis://127.0.0.1:${server.port}`,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
