// An empty database takes seconds of computing to create. It is made once, beside whatever else is starting, and copied from then on.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, constants, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const MODULES = new URL('../../node_modules/', import.meta.url)
const Manifest = z.object({ version: z.string() })

export type Place = {
  /** The node_modules under whose cache it is kept. */
  modules?: URL
  make?: (folder: string) => Promise<void>
}

/** Where an empty record of the PGlite that is installed is kept. Null where none can be. */
export async function emptyRecord({ modules = MODULES, make = inProcess }: Place = {}): Promise<string | null> {
  const manifest = await readFile(new URL('@electric-sql/pglite/package.json', MODULES), 'utf8')
  const { version } = Manifest.parse(JSON.parse(manifest))
  const folder = fileURLToPath(new URL(`.cache/countersign/pglite-${version}`, modules))
  if (existsSync(folder)) return folder
  if (!(await isWritable(modules))) return null
  await mkdir(dirname(folder), { recursive: true })
  const making = await mkdtemp(`${folder}.`)
  try {
    await make(making)
    // Whole or not at all: a start that is interrupted leaves nothing that another would take for a record.
    await rename(making, folder)
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(folder)) throw error
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return folder
}

export async function copyRecord(kept: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await cp(join(kept, 'record'), to, { recursive: true })
}

/** The same record as one file, for a database in memory. */
export async function dumpOfRecord(kept: string): Promise<Blob> {
  return new Blob([await readFile(join(kept, 'record.tar'))])
}

/** In a process of its own: this one stays free for the rest. */
async function inProcess(place: string): Promise<void> {
  const script = fileURLToPath(new URL('./make-record.mjs', import.meta.url))
  await promisify(execFile)(process.execPath, [script, place])
}

async function isWritable(folder: URL): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}
