// A process of its own for the test of the lock: tries for the folder it is given when told to, says what became of it, and
// keeps what it got until its input ends.
import { AppError } from '../../../src/contracts/app-error.ts'
import { lockDataDir } from '../../../src/ledger/data-dir-lock.ts'

const [dataDir = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
const outcome = await lockDataDir(dataDir).then(
  () => 'taken',
  (error: unknown) => (error instanceof AppError ? error.code : String(error)),
)
process.stdout.write(`${outcome}\n`)
process.stdin.on('end', () => process.exit(0))
