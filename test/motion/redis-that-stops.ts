// A Redis that a test can stop and start again at the same address, with or without its data.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from '../setup/child-environment.ts'
import { findServices } from '../setup/found-services.ts'
import { freePort, type ServerProcess, startServer } from '../setup/server-process.ts'
import { doorTo } from './door.ts'

export type RedisThatStops = { url: string; start(): Promise<void>; stop(): Promise<void>; remove(): Promise<void> }

/** A server of our own where the program is installed; else a door in front of the one at `url`, which is shut and opened. */
export async function redisThatStops(url: string): Promise<RedisThatStops> {
  const program = findServices(childEnvironment({ TEST_REDIS_URL: '' })).Redis
  return program.status === 'program' ? await ownServer(program.path) : await doorTo(url)
}

/** Killed, not asked to stop: scripts and connections are gone, the append-only file is loaded at the next start. */
async function ownServer(command: string): Promise<RedisThatStops> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-stops-'))
  const port = await freePort()
  let server: ServerProcess | undefined
  const stop = async () => {
    await server?.stop()
    server = undefined
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = await startServer({
        command,
        args: () => ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''],
        options: {},
        readyWhen: /ready to accept connections/i,
        stopSignal: 'SIGKILL',
      })
    },
    stop,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
