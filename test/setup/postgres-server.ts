// A throw-away PostgreSQL cluster. PostgreSQL refuses to run as root, so root lends it the distribution's own user.

import { execFile } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { RunningService } from './redis-server.ts'
import { startServer } from './server-process.ts'

const USER = 'countersign'
const run = promisify(execFile)

export async function startPostgres(program: string): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'))
  const data = join(folder, 'data')
  const owner = process.getuid?.() === 0 ? systemUser('postgres') : {}
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const options = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
  const initdb = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  await run(join(dirname(program), 'initdb'), initdb, options)
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  const server = await startServer({
    command: program,
    args: (port) => ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
    options,
    readyWhen: /database system is ready to accept connections/,
    stopSignal: 'SIGQUIT',
  })
  return {
    url: `postgres://${USER}@127.0.0.1:${server.port}/postgres`,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function systemUser(name: string): { uid?: number; gid?: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw new Error(`PostgreSQL cannot run as root and there is no system user "${name}" to run it as`)
  return { uid: Number(uid), gid: Number(gid) }
}
