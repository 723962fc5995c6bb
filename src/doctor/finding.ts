// One line of the doctor's report: what was looked at, what was found, and what to do about it.

export type Finding = { status: 'good' | 'note' | 'bad'; what: string; found: string; fix: string | null }

export const good = (what: string, found: string): Finding => ({ status: 'good', what, found, fix: null })
export const note = (what: string, found: string, fix: string): Finding => ({ status: 'note', what, found, fix })
export const bad = (what: string, found: string, fix: string): Finding => ({ status: 'bad', what, found, fix })

const MARKS = { good: 'ok     ', note: 'note   ', bad: 'MISSING' } as const

export function printed(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length))
  const lines = findings.flatMap(({ status, what, found, fix }) => [
    `${MARKS[status]}  ${what.padEnd(width)}  ${found}`,
    ...(fix === null ? [] : [`${' '.repeat(width + 11)}-> ${fix}`]),
  ])
  const missing = findings.filter(({ status }) => status === 'bad').length
  return `${lines.join('\n')}\n\n${missing === 0 ? 'Nothing stands in the way of `npm start`.' : `${missing} thing${missing === 1 ? '' : 's'} to fix before \`npm start\`.`}\n`
}
