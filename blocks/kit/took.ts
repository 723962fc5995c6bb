// How long something took, in the two largest units a person would name.

const UNITS: readonly [string, number][] = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
]

/** "0.4 s", "12 min", "3 h 5 min", "2 days 4 h" */
export function took(ms: number): string {
  const whole = Math.max(0, ms)
  if (whole < 50) return 'under 0.1 s'
  if (whole < 59_500)
    return `${whole < 9_950 ? (whole / 1_000).toFixed(1).replace('.0', '') : Math.round(whole / 1_000)} s`
  const rounded = Math.round(whole / 60_000) * 60_000
  const parts: string[] = []
  let rest = rounded
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}${name === 'day' && count > 1 ? 's' : ''}`)
  }
  return parts.slice(0, 2).join(' ')
}
