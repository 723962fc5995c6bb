// The command line of `npm run eval -- gate`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine } from '../command-line.ts'

const USAGE = `npm run eval -- gate
  --json          one JSON object as the last line, instead of a table
  --vectors FILE  reference rows [errors, decisions, alpha, ln M, U, CDF] to compare with
  --data DIR      the same, as DIR/autonomy.json
  --without-vectors  no such rows at hand: said in the result, and no reason to fail
  --runs N        runs of the peeking table, the other simulations in proportion (default 10000)
  --seed N        of all simulations (default 1)`

const DEFAULT_RUNS = 10_000
const FEWEST_RUNS = 100

const { read, whole, usage } = commandLine(USAGE, {
  flags: ['json', 'without-vectors'],
  texts: ['vectors', 'data', 'runs', 'seed'],
})

export type GateArguments = {
  json: boolean
  vectors: string | null
  without_vectors: boolean
  runs: number
  seed: number
}

/** Throws `eval.usage`. */
export function readArguments(argv: readonly string[]): GateArguments {
  const { json, vectors, data, runs, seed, ...given } = read(argv)
  const file = vectors ?? (data === undefined ? null : join(data, 'autonomy.json'))
  if (file !== null && !existsSync(file)) throw usage(`${file} does not exist`)
  const without = given['without-vectors'] ?? false
  if (file !== null && without) throw usage('--without-vectors and a file of them contradict each other')
  return {
    json: json ?? false,
    vectors: file,
    without_vectors: without,
    runs: whole(runs, { name: '--runs', least: FEWEST_RUNS, otherwise: DEFAULT_RUNS }),
    seed: whole(seed, { name: '--seed', least: 0, otherwise: 1 }),
  }
}
