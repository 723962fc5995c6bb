// npm run eval -- gate: the gate's mathematics against figures it did not compute itself, then the rules people use instead and
// the attacks on both, by seeded simulation.
import { systemClock } from '../../src/contracts/clock.ts'
import { readArguments } from './arguments.ts'
import { boundaryChances } from './boundary-chances.ts'
import { clustering } from './clustering.ts'
import { drift } from './drift.ts'
import { formulas } from './formulas.ts'
import { neededTable } from './needed-table.ts'
import { peeking } from './peeking.ts'
import { misses, table } from './report.ts'
import { retry } from './retry.ts'
import type { Section } from './row.ts'
import { rubberStamp } from './rubber-stamp.ts'
import { runLengths } from './run-lengths.ts'
import { vectors } from './vectors.ts'

export type Output = { result(text: string): void; progress(text: string): void }

const FEWEST_RUNS = 50

const NOT_CHECKED = 'not checked: give --data FOLDER'

type Given = ReturnType<typeof readArguments>

export function runGate(argv: readonly string[], output: Output): number {
  const given = readArguments(argv)
  return runSections(given, sectionsOf(given), output)
}

function sectionsOf({ vectors: file, runs, seed }: Given): (() => Section)[] {
  const share = (part: number) => ({ runs: Math.max(FEWEST_RUNS, Math.round(runs * part)), seed })
  return [
    neededTable,
    formulas,
    ...(file === null ? [] : [() => vectors(file)]),
    boundaryChances,
    runLengths,
    () => peeking(share(1)),
    () => retry(share(0.4)),
    () => clustering(share(0.4)),
    () => rubberStamp(share(0.1)),
    () => drift(share(0.4)),
  ]
}

/** The exit code: 0 when every figure is as expected, those of another implementation among them unless it is said that there are none. */
export function runSections(
  { json, vectors: file, without_vectors, runs, seed }: Given,
  parts: readonly (() => Section)[],
  { result, progress }: Output,
): number {
  const began = systemClock()
  const seconds = () => (systemClock() - began) / 1000
  const sections = parts.map((part) => {
    const section = part()
    const missed = misses([section]).length
    const found = missed === 0 ? 'ok' : `${missed} missed`
    progress(`${section.name}: ${section.rows.length} figures, ${found} (${seconds().toFixed(1)} s)`)
    return { ...section, ok: missed === 0 }
  })
  const missed = misses(sections).length
  const ok = missed === 0 && (file !== null || without_vectors)
  const compared = file === null ? NOT_CHECKED : 'checked'
  if (json) result(JSON.stringify({ command: 'gate', ok, runs, seed, seconds: seconds(), vectors: compared, sections }))
  else {
    const said =
      missed === 0 ? 'every figure that was looked at is as expected' : `${missed} figures are not as expected`
    const rest = file !== null || without_vectors ? '' : ', so this is no pass (--without-vectors, to do without them)'
    result(`${table(sections)}\n\n${said}\nreference rows of another implementation: ${compared}${rest}`)
  }
  return ok ? 0 : 1
}
