// Runs a small module in a process of its own: whether it ends by itself shows whether something of ours held it open.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '..', '..')
const PATIENCE_MS = 15_000

/** `code` is null when the process had to be ended. */
export async function endsByItself(module: string): Promise<{ code: number | null; output: string }> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', module]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  clearTimeout(impatience)
  return { code, output: out + err }
}
