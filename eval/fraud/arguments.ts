// The command line of `npm run eval -- fraud`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine } from '../command-line.ts'

const USAGE = `npm run eval -- fraud --data DIR
  --data DIR      folder with fraud_dev.csv, or the file itself: labelled orders in time order
  --json          one JSON object as the last line, instead of a table
  --rows N        only the first N orders
  --train N       orders at the start on which the trained stand-in is built, and which nobody is measured by (default 1000)
  --catch-rate P  share of wrong proposals that reviewers see (default 0.9)
  --seed N        of all draws (default 1)`

const { read, whole, usage } = commandLine(USAGE, {
  flags: ['json'],
  texts: ['data', 'rows', 'train', 'seed', 'catch-rate'],
})

export type FraudArguments = {
  json: boolean
  file: string
  rows: number
  train: number
  catchRate: number
  seed: number
}

/** Throws `eval.usage`. */
export function readArguments(argv: readonly string[]): FraudArguments {
  const { json, data, rows, train, seed, 'catch-rate': catchRate } = read(argv)
  if (data === undefined) throw usage('--data is missing')
  const file = data.endsWith('.csv') ? data : join(data, 'fraud_dev.csv')
  if (!existsSync(file)) throw usage(`${file} does not exist`)
  const rate = catchRate === undefined ? 0.9 : Number(catchRate)
  if (!(rate >= 0 && rate <= 1)) throw usage('--catch-rate is a share from 0 to 1')
  return {
    ...{ json: json ?? false, file, catchRate: rate },
    rows: whole(rows, { name: '--rows', least: 1, otherwise: Number.MAX_SAFE_INTEGER }),
    train: whole(train, { name: '--train', least: 0, otherwise: 1000 }),
    seed: whole(seed, { name: '--seed', least: 0, otherwise: 1 }),
  }
}
