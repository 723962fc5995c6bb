// One child process that serves on a port: started when it says it is ready, stopped by its pid, never left behind.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

export type ServerProcess = { port: number; stop(): Promise<void> }

type ServerCommand = {
  command: string
  args(port: number): string[]
  options: SpawnOptions
  /** Printed on stdout or stderr once connections are accepted. */
  readyWhen: RegExp
  stopSignal: NodeJS.Signals
}

const START_ATTEMPTS = 3
const KILL_AFTER_MS = 5_000

/** The port is free when it is chosen but not reserved, so a start that loses it is tried again on another one. */
export async function startServer(server: ServerCommand): Promise<ServerProcess> {
  let failure: unknown
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const port = await freePort()
    try {
      return await startOnce(server, port)
    } catch (error) {
      failure = error
    }
  }
  throw new Error(`${server.command} did not start`, { cause: failure })
}

async function startOnce(server: ServerCommand, port: number): Promise<ServerProcess> {
  const child = spawn(server.command, server.args(port), { ...server.options, stdio: ['ignore', 'pipe', 'pipe'] })
  // The last resort when the test process itself is ended early.
  const endWithUs = () => child.kill(server.stopSignal)
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  await ready(child, server.readyWhen)
  return { port, stop: () => stop(child, server.stopSignal) }
}

function ready(child: ChildProcess, readyWhen: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    const read = (chunk: Buffer) => {
      if (log.length < 20_000) log += chunk.toString()
      if (readyWhen.test(log)) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${log}`)))
  })
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  const impatience = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
  await ended
  clearTimeout(impatience)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given')
  return address.port
}
