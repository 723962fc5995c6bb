// Slack's table: a header row, then rows of words. One per message; lines say the same where it cannot be shown.
import type { TableBlock } from '@slack/web-api'
import { plain } from './text.ts'

export type TableSpec = { header: readonly string[]; rows: readonly (readonly string[])[] }

const ROWS = 100
const COLUMNS = 20
/** Short enough that a hundred rows of ten keep to the ten thousand characters of a table. */
const CELL = 60
const ALL = 9_500

/** Numbers line up on the right: every column but the first. */
export function table({ header, rows }: TableSpec): TableBlock {
  const cells = (row: readonly string[]) =>
    row.slice(0, COLUMNS).map((text) => ({ type: 'raw_text' as const, text: plain(text, CELL) }))
  let left = ALL
  const shown = [header, ...rows].slice(0, ROWS).map(cells)
  const fitting = shown.filter((row) => {
    left -= row.reduce((sum, { text }) => sum + text.length, 0)
    return left >= 0
  })
  return {
    type: 'table',
    rows: fitting,
    column_settings: header
      .slice(0, COLUMNS)
      .map((_, index) => ({ align: index === 0 ? 'left' : 'right', is_wrapped: index === 0 })),
  }
}
