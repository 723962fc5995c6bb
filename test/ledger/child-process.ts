// Starts a program of children/ and reads what it prints, line by line.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../setup/child-environment.ts'

export type Child = {
  process: ChildProcessWithoutNullStreams
  lines: string[]
  /** Resolves once it has printed that many lines; rejects with what it wrote on stderr when it ends before. */
  printed(count: number): Promise<void>
  /** Resolves when it has ended and everything it printed was read. */
  ended: Promise<void>
}

export function startChild(name: string, args: string[]): Child {
  const program = fileURLToPath(new URL(`./children/${name}`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: childEnvironment({ NODE_OPTIONS: '' }),
  })
  const lines: string[] = []
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  const reader = createInterface(child.stdout)
  const ended = Promise.all([once(child, 'close'), once(reader, 'close')]).then(() => undefined)
  reader.on('line', (line) => lines.push(line))
  return {
    process: child,
    lines,
    ended,
    async printed(count) {
      const gone = ended.then(() => {
        if (lines.length < count) throw new Error(`${name} ended early:\n${complaints}`)
      })
      while (lines.length < count) await Promise.race([once(reader, 'line'), gone])
    },
  }
}
