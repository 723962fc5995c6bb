// A process of its own for the test of two: appends to the runs it is given until each has been moved `rounds` times by it, and
// prints what it was told. Arguments: database url, comma-separated run ids, rounds, name.
import { newId } from '../../../src/contracts/ids.ts'
import { createLedger } from '../../../src/ledger/create-ledger.ts'
import type { AppendResult } from '../../../src/ledger/ledger.ts'
import { createPostgresDb } from '../../../src/ledger/postgres-db.ts'
import { CONFIG_HASH, event, row } from '../fixtures.ts'

const [url = '', ids = '', rounds = '0', name = ''] = process.argv.slice(2)
const ledger = await createLedger({ db: await createPostgresDb({ url }), newId, clock: Date.now })
const told: Record<AppendResult['status'], number> = { appended: 0, conflict: 0, blocked: 0, refused: 0 }

async function move(run_id: string): Promise<void> {
  const [run] = await ledger.load([run_id])
  if (!run) throw new Error(`${run_id} is not there`)
  const { version, entity_type, entity_id } = run
  const body = { type: 'step.late' as const, step: name, after_ms: version }
  const result = await ledger.append(
    {
      run_id,
      entity_type,
      entity_id,
      expected_version: version,
      events: [event(body)],
      row,
      config_hash: CONFIG_HASH,
      causation_id: null,
      consumed: [],
      refs: [],
      starting: version % 3 === 0 ? [{ action_id: newId(), action: 'notify', conflicts_with: [] }] : [],
      children: [],
    },
    version % 2 ? 'work' : 'verdict',
  )
  told[result.status] += 1
  if (result.status === 'conflict') return move(run_id)
}

process.stdout.write('ready\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
const shuffled = ids.split(',').sort(() => Math.random() - 0.5)
for (let round = 0; round < Number(rounds); round += 1) await Promise.all(shuffled.map(move))
await ledger.close()
process.stdout.write(`${JSON.stringify(told)}\n`)
process.exit(0)
