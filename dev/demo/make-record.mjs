// A process of its own, without the loader of the rest: creates an empty database, in a folder and as one file, where it is told.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

// Code that runs once is not worth optimising: that would cost more than running it.
setFlagsFromString('--liftoff-only')
const { PGlite } = await import('@electric-sql/pglite')
const place = process.argv[2]
await mkdir(join(place, 'record'), { recursive: true })
const pglite = await PGlite.create({ dataDir: join(place, 'record') })
const dump = await pglite.dumpDataDir('none')
await pglite.close()
await writeFile(join(place, 'record.tar'), dump.stream())
