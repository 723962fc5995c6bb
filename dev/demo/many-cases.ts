// Many open questions without waiting for agents: runs that were really judged, written into the record again under new names.
import { HOUR, MINUTE } from '../../src/contracts/clock.ts'
import type { RunEvent } from '../../src/contracts/event.ts'
import { newId } from '../../src/contracts/ids.ts'
import type { Append, Ledger, StoredRun } from '../../src/ledger/ledger.ts'

const AT_ONCE = 8
/** Every fifth leaves with the next parcel; the others are due within six hours. */
const HARD_EVERY = 5

export type Copied = { run_id: string; deadline: number }

/** Writes `count` copies, evenly over `overMs`. */
export async function copyCases(
  ledger: Pick<Ledger, 'append'>,
  {
    originals,
    count,
    overMs,
    progress,
  }: {
    originals: readonly StoredRun[]
    count: number
    overMs: number
    progress(line: string): void
  },
): Promise<Copied[]> {
  const began = Date.now()
  const copied: Copied[] = []
  for (let at = 0; at < count; at += AT_ONCE) {
    const early = began + (overMs * at) / count - Date.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    const batch = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => at + index)
    const written = await Promise.all(
      batch.map(async (serial) => {
        const original = originals[serial % originals.length]
        if (!original) throw new Error('no run was judged that could be copied')
        const { append, deadline } = copyOf(original, serial)
        const result = await ledger.append(append, 'work')
        if (result.status !== 'appended') throw new Error(`a case was not written: ${JSON.stringify(result)}`)
        return { run_id: append.run_id, deadline }
      }),
    )
    copied.push(...written)
    if ((at / AT_ONCE) % 25 === 0) progress(`${copied.length} of ${count} cases offered`)
  }
  return copied
}

function copyOf(original: StoredRun, serial: number): { append: Append; deadline: number } {
  const now = Date.now()
  const hard = serial % HARD_EVERY === 0
  const deadline = hard ? now + 2 * HOUR : now + HOUR + 10 * MINUTE + ((serial * 7_919) % 300) * MINUTE
  const run_id = newId()
  const number = String(500_000 + serial)
  const events = renamed(original, run_id).map((event): RunEvent => {
    const { body } = event
    if (body.type === 'run.received') return { ...event, at: now, body: { ...body, number } }
    if (body.type !== 'decision.opened') return { ...event, at: now }
    const due = hard ? { hard, words: 'ships soon' } : { hard, words: '' }
    return { ...event, at: now, body: { ...body, deadline, due } }
  })
  const received = events.find(({ body }) => body.type === 'run.received')?.body
  if (received?.type !== 'run.received') throw new Error('a run begins with being received')
  return {
    deadline,
    append: {
      run_id,
      entity_type: original.entity_type,
      entity_id: `${original.entity_id}-${serial}`,
      expected_version: 0,
      events,
      row: {
        workflow: received.workflow,
        kind: received.kind,
        status: 'waiting',
        waiting_on: 'human',
        wake_at: deadline,
      },
      config_hash: received.config_hash,
      ...{ causation_id: null, consumed: [], refs: [], starting: [], children: [] },
    },
  }
}

/** Every id of the run's own as a new one, wherever it stands. */
function renamed({ run_id, events }: StoredRun, to: string): RunEvent[] {
  const own = events.flatMap(({ body }) =>
    'decision_id' in body ? [body.decision_id] : 'action_id' in body ? [body.action_id] : [],
  )
  let text = JSON.stringify(events).replaceAll(run_id, to)
  for (const id of new Set(own)) text = text.replaceAll(id, newId())
  return JSON.parse(text) as RunEvent[]
}
