// The word somebody probably meant: one or two slips of the finger away, two neighbours swapped counting as one.

/** Null when nothing is near. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const word = typed.toLowerCase()
  const allowed = word.length <= 3 ? 1 : 2
  const near = words.map((each) => ({ each, slips: slips(word, each) })).filter(({ slips }) => slips <= allowed)
  const [first] = near.sort((a, b) => a.slips - b.slips)
  return first?.each ?? words.find((each) => word.length >= 3 && each.startsWith(word)) ?? null
}

function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          at(row, j - 1) + 1,
          at(last, j) + 1,
          at(last, j - 1) + same,
          swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    ;[before, last] = [last, row]
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
