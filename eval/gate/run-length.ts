// How long the CUSUM runs until its alarm, exactly: its steps lie almost on a lattice (one error up, many right answers down),
// and on a lattice it is a Markov chain with a known answer.

export type Lattice = {
  /** Steps up per error; a right answer is one step down, not below 0. */
  up: number
  /** Alarm at this height or above. */
  alarm: number
}

/** Mean number of audits until the alarm, from 0, at a constant error rate. */
export function meanRunLength({ up, alarm }: Lattice, error: number): number {
  // One equation per height: E[s] = 1 + error E[s + up] + (1 - error) E[max(0, s - 1)], and 0 at the alarm.
  const matrix = Array.from({ length: alarm }, (_, s) => {
    const row = new Float64Array(alarm + 1)
    row[s] = 1
    const down = Math.max(0, s - 1)
    row[down] = (row[down] ?? 0) - (1 - error)
    if (s + up < alarm) row[s + up] = (row[s + up] ?? 0) - error
    row[alarm] = 1
    return row
  })
  return solve(matrix)[0] ?? Number.NaN
}

/** First number of audits within which the alarm has come with at least this probability. */
export function runLengthQuantile({ up, alarm }: Lattice, error: number, share: number): number {
  let at = new Float64Array(alarm)
  at[0] = 1
  for (let audits = 1, raised = 0; ; audits += 1) {
    const next = new Float64Array(alarm)
    for (let s = 0; s < alarm; s += 1) {
      const mass = at[s] ?? 0
      const down = Math.max(0, s - 1)
      next[down] = (next[down] ?? 0) + mass * (1 - error)
      if (s + up < alarm) next[s + up] = (next[s + up] ?? 0) + mass * error
      else raised += mass * error
    }
    if (raised >= share) return audits
    at = next
  }
}

/** Gauss-Jordan with partial pivoting; the last column is the right-hand side. */
function solve(matrix: Float64Array[]): number[] {
  const size = matrix.length
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let r = column + 1; r < size; r += 1)
      if (Math.abs(matrix[r]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = r
    const [above, chosen] = [matrix[column], matrix[pivot]]
    if (!above || !chosen) break
    matrix[column] = chosen
    matrix[pivot] = above
    for (let r = 0; r < size; r += 1) {
      const row = matrix[r]
      if (!row || r === column) continue
      const factor = (row[column] ?? 0) / (chosen[column] ?? 1)
      if (factor === 0) continue
      for (let c = column; c <= size; c += 1) row[c] = (row[c] ?? 0) - factor * (chosen[c] ?? 0)
    }
  }
  return matrix.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}
