// A file of reference rows [errors, decisions, alpha, ln M, U at delta 0.05, binomial CDF] from another implementation.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { binomialAtMost } from '../../src/autonomy/binomial.ts'
import { errorBound } from '../../src/autonomy/error-bound.ts'
import { logEvidence } from '../../src/autonomy/evidence.ts'
import { AppError } from '../../src/contracts/app-error.ts'
import { atMostRow, type Section } from './row.ts'

const Vector = z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.number()])
const LIMIT = 1e-10

/** Throws `eval.vectors`. */
export function vectors(file: string): Section {
  const rows = readVectors(file)
  const worst = { evidence: 0, bound: 0, cdf: 0 }
  for (const [errors, decisions, alpha, evidence, bound, cdf] of rows) {
    const tally = { errors, decisions }
    worst.evidence = Math.max(worst.evidence, Math.abs(logEvidence(tally, alpha) - evidence))
    worst.bound = Math.max(worst.bound, Math.abs(errorBound(tally) - bound))
    worst.cdf = Math.max(worst.cdf, Math.abs(binomialAtMost(errors, decisions, alpha) - cdf))
  }
  return {
    name: 'vectors',
    note: `${rows.length} rows of the given file, largest absolute difference`,
    rows: [
      atMostRow(`ln M, ${rows.length} rows`, LIMIT, worst.evidence),
      atMostRow(`U, ${rows.length} rows`, LIMIT, worst.bound),
      atMostRow(`binomial CDF, ${rows.length} rows`, LIMIT, worst.cdf),
    ],
  }
}

function readVectors(file: string): z.infer<typeof Vector>[] {
  try {
    return z
      .array(Vector)
      .min(1)
      .parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new AppError('eval.vectors', `${file} is not a readable list of reference rows`, { cause })
  }
}
