// A process of its own, without the loader of the rest: creates an empty database in the folder that is named, and closes it.
import { PGlite } from '@electric-sql/pglite'

const pglite = await PGlite.create({ dataDir: process.argv[2] })
await pglite.close()
