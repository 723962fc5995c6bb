// A person's word on one case of a test, and what follows from it. It says something about two versions and nothing else: it is no verdict,
// carries nothing out, and is no evidence for the gate.
import type { Clock } from '../../contracts/clock.ts'
import type { Role } from '../../contracts/policy.ts'
import type { Choice, Seat, ShadowReport } from '../../contracts/shadow.ts'
import type { ShadowStore } from '../../ledger/shadow.ts'
import { foldShadow, isJudged, type ShadowTest } from './fold.ts'
import { reportOf } from './report.ts'

export type Opinion = { report: string; nth: number; choice: Choice; severity: { A: number | null; B: number | null } }

export type Heard =
  | { outcome: 'counted' | 'answered_before'; test: ShadowTest }
  | { outcome: 'forbidden'; because: string }
  | { outcome: 'unknown' }

/** The sides an answer calls wrong. */
export function wrongSeats(choice: Choice): Seat[] {
  return (['A', 'B'] as const).filter((seat) => choice !== 'both' && choice !== seat)
}

export async function hear(
  parts: {
    shadow: Pick<ShadowStore, 'all' | 'append'>
    roleOf(userId: string): Promise<Role | null>
    clock: Clock
  },
  { by, ...opinion }: Opinion & { by: string },
): Promise<Heard> {
  const role = await parts.roleOf(by)
  if (role === null || role === 'viewer')
    return { outcome: 'forbidden', because: 'only reviewers, leads and admins compare versions' }
  const test = await read(parts.shadow, opinion.report)
  const tried = test?.cases.find(({ case: one }) => one.nth === opinion.nth)
  if (!test || !tried) return { outcome: 'unknown' }
  if (tried.status !== 'open') return { outcome: 'answered_before', test }
  const cause = `judged/${opinion.report}/${opinion.nth}`
  const isFirst = await parts.shadow.append({ type: 'judged', ...opinion }, { by, at: parts.clock(), cause })
  const now = (await read(parts.shadow, opinion.report)) ?? test
  return { outcome: isFirst ? 'counted' : 'answered_before', test: now }
}

/** The report of a test whose cases are all judged, written down once; null while some are open. */
export async function finish(
  { shadow, clock }: { shadow: Pick<ShadowStore, 'append'>; clock: Clock },
  test: ShadowTest,
): Promise<ShadowReport | null> {
  if (test.finished) return test.finished
  if (!isJudged(test)) return null
  const result = reportOf(test)
  const { report } = test.begun
  await shadow.append(
    { type: 'finished', report, result },
    { by: 'countersign', at: clock(), cause: `finished/${report}` },
  )
  return result
}

async function read(shadow: Pick<ShadowStore, 'all'>, report: string): Promise<ShadowTest | null> {
  return foldShadow(await shadow.all()).find(({ begun }) => begun.report === report) ?? null
}
