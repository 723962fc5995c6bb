// PGlite does not lock its folder, and two processes on one folder silently lose data. One lock file per DATA_DIR.
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../contracts/app-error.ts'
import { SECOND } from '../contracts/clock.ts'

/** `started` tells a living process from a later one that was given the same pid (usual in containers); null where unknown. */
const Holder = z.object({ pid: z.int().positive(), started: z.string().nullable() })
type Holder = z.infer<typeof Holder>

/** Ended, but not yet taken note of by its parent. */
const ZOMBIE = 'Z'
const TURN_RETRY_MS = 20
const TURN_MAX_MS = 10 * SECOND

export type DataDirLock = { release(): Promise<void> }

/** Folders this very process holds: its own pid in a lock file says nothing about that. */
const held = new Set<string>()

/** Takes `<dataDir>/lock`, also from a process that is gone. Throws `data_dir.locked` when it is held. */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const file = join(resolve(dataDir), 'lock')
  if (held.has(file)) throw locked(dataDir, process.pid)
  held.add(file)
  try {
    await mkdir(dataDir, { recursive: true })
    const mine = JSON.stringify({
      pid: process.pid,
      started: (await statusOf(process.pid))?.started ?? null,
    } satisfies Holder)
    while (!(await createWhole(file, mine))) {
      const text = await readOrNull(file)
      if (text === null) continue
      const holder = parseHolder(text)
      if (holder && (await isHolding(holder))) throw locked(dataDir, holder.pid)
      await removeDead(file, text)
    }
    return { release: () => release(file, mine) }
  } catch (error) {
    held.delete(file)
    throw error
  }
}

async function release(file: string, mine: string): Promise<void> {
  held.delete(file)
  if ((await readOrNull(file)) === mine) await unlink(file)
}

/** One process at a time removes a dead lock, and only the one it found: another may have taken over in between. */
async function removeDead(file: string, found: string): Promise<void> {
  const turn = `${file}.takeover`
  if (!(await createWhole(turn, found))) {
    await dropAbandoned(turn)
    return setTimeout(TURN_RETRY_MS)
  }
  try {
    if ((await readOrNull(file)) === found) await unlink(file)
  } finally {
    await unlink(turn)
  }
}

/** A turn takes milliseconds; an old one belongs to a process that died in it. */
async function dropAbandoned(turn: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(turn)
    if (Date.now() - mtimeMs > TURN_MAX_MS) await unlink(turn)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

async function isHolding(holder: Holder): Promise<boolean> {
  if (holder.pid === process.pid || !isAlive(holder.pid)) return false
  const status = await statusOf(holder.pid)
  if (!status) return true
  return status.state !== ZOMBIE && (holder.started === null || holder.started === status.started)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** State and start (in clock ticks since boot) of a process, from Linux's /proc; null elsewhere. */
async function statusOf(pid: number): Promise<{ state: string; started: string } | null> {
  const text = await readOrNull(`/proc/${pid}/stat`)
  // The second field is the program's name in parentheses and may hold spaces; state and start are the 1st and 20th after it.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields ? { state: fields[0] ?? '', started: fields[19] ?? '' } : null
}

/** The file appears with its text in it or not at all; false when it exists already. */
async function createWhole(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.draft`
  await writeFile(draft, text)
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null
    throw error
  }
}

/** Null for a file that is not ours to read: no process of this program holds that. */
function parseHolder(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}

function locked(dataDir: string, pid: number): AppError {
  return new AppError(
    'data_dir.locked',
    `${dataDir} is in use by process ${pid}. Stop it, or give this one a DATA_DIR of its own.`,
  )
}
