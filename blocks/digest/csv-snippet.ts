// Figures to copy into a spreadsheet. A file would need the right to upload files; the server's command writes one.
import type { KnownBlock } from '@slack/web-api'
import type { Week } from '../../src/contracts/digest.ts'
import { context, sections, verbatim } from '../kit/elements.ts'
import { say } from '../kit/text.ts'

const PER_BLOCK = 2_900
const BLOCKS = 30

export function csvSnippet(csv: string, { week, market }: { week: Week; market: string | null }): KnownBlock[] {
  const parts = split(csv)
  const left = parts.slice(BLOCKS).reduce((lines, part) => lines + part.split('\n').length, 0)
  const command = `npm run digest -- --week ${week.name}${market === null ? '' : ` --market ${say(market, 20)}`} --csv digest.csv`
  return [
    ...sections([`*${week.name}*: copy these lines into a spreadsheet.`]),
    ...parts.slice(0, BLOCKS).map(verbatim),
    context([`${left > 0 ? `${left} more lines. ` : ''}As a file, on the server: \`${command}\``]),
  ]
}

/** Whole lines only. */
function split(csv: string): string[] {
  const parts: string[] = []
  for (const line of csv.split('\r\n').filter((each) => each !== '')) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + line.length + 1 <= PER_BLOCK) parts[parts.length - 1] = `${last}\n${line}`
    else parts.push(line.slice(0, PER_BLOCK))
  }
  return parts
}
