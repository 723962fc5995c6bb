// The error rate of everything done, from the part that was looked at: each audit counts for the 1 / pi decisions it stands for
// (Hajek 1971). Looking more at suspicious cases then no longer makes the agent look worse than it is.

export type Audited = {
  loss: number
  /** Probability with which this decision was going to be looked at, stored when it was drawn. */
  pi: number
}

/** Null when nothing was looked at. */
export function hajek(audited: readonly Audited[]): number | null {
  const weight = audited.reduce((sum, { pi }) => sum + 1 / pi, 0)
  if (weight === 0) return null
  return audited.reduce((sum, { loss, pi }) => sum + loss / pi, 0) / weight
}

/** Flagged decisions (complaint, override, chargeback) are all known and form a stratum of their own, beside the audited rest. */
export function hajekWithFlags(options: {
  flagged: readonly number[]
  /** How many decisions carry no flag, audited or not. */
  unflagged: number
  /** The audited ones among the unflagged. */
  audited: readonly Audited[]
}): number | null {
  const { flagged, unflagged, audited } = options
  const all = flagged.length + unflagged
  const rest = unflagged === 0 ? 0 : hajek(audited)
  if (all === 0 || rest === null) return null
  const wrong = flagged.reduce((sum, loss) => sum + loss, 0)
  return (wrong + unflagged * rest) / all
}
