// Tables and charts: row, cell and series limits, and the rules that tie their parts together.
import { richTextElements } from './rich-text.ts'
import {
  byType,
  type Check,
  fail,
  flag,
  type Json,
  listOf,
  may,
  need,
  oneOf,
  shape,
  string,
  under,
  whole,
} from './shape.ts'

const MAX_COLUMNS = 20
const MAX_CELL_CHARACTERS = 10_000
const filled = string({ max: MAX_CELL_CHARACTERS })

const rawText: Check = shape({ text: need(filled) })
const number: Check = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(at, 'must be a number')
}
const rawNumber: Check = shape({ value: need(number), text: need(filled) })
const richCell: Check = shape({ elements: need(richTextElements), block_id: may(string({ max: 255 })) })

const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richCell }, 'cell')

/** Slack caps all the characters of one table's cells together. */
function totalCharacters(rows: Json[][]): number {
  return rows
    .flat()
    .reduce((sum, each) => sum + String(each['text'] ?? JSON.stringify(each['elements'] ?? '')).length, 0)
}

export const tableFields = {
  rows: need(listOf(listOf(cell, { max: MAX_COLUMNS }), { max: 100 })),
  column_settings: may(
    listOf(
      (value, at) => {
        if (value !== null) shape({ align: may(oneOf('left', 'center', 'right')), is_wrapped: may(flag) })(value, at)
      },
      { max: MAX_COLUMNS, min: 0 },
    ),
  ),
}

export const tableRule: (value: Json, at: Parameters<Check>[1]) => void = (value, at) => {
  at.run.tables += 1
  if (at.run.tables > 1) fail(at, 'only one table is allowed per message')
  if (totalCharacters(value['rows'] as Json[][]) > MAX_CELL_CHARACTERS) {
    fail(under(at, 'rows'), `table cells must have fewer than ${MAX_CELL_CHARACTERS + 1} characters in total`)
  }
}

export const dataTableFields = {
  rows: need(listOf(listOf(cell, { max: MAX_COLUMNS }), { min: 2, max: 101 })),
  caption: need(string({ max: 2000 })),
  page_size: may(whole({ min: 1, max: 100 })),
  row_header_column_index: may(whole({ min: 0, max: MAX_COLUMNS - 1 })),
}

export const dataTableRule: (value: Json, at: Parameters<Check>[1]) => void = (value, at) => {
  const rows = value['rows'] as Json[][]
  const width = rows[0]?.length ?? 0
  for (const [index, row] of rows.entries()) {
    if (row.length !== width) fail(under(under(at, 'rows'), index), `every row must have ${width} cells`)
  }
  if (rows[0]?.some((each) => each['type'] === 'rich_text')) fail(under(at, 'rows'), 'header cells cannot be rich_text')
  const header = value['row_header_column_index']
  if (typeof header === 'number' && header >= width) fail(at, 'row_header_column_index is outside the table')
  if (totalCharacters(rows) > MAX_CELL_CHARACTERS) {
    fail(under(at, 'rows'), `table cells must have fewer than ${MAX_CELL_CHARACTERS + 1} characters in total`)
  }
}

const label = string({ max: 200 })
const point = shape({ label: need(label), value: need(number) })
const series = shape({ name: need(label), data: need(listOf(point, { max: 100 })) })
const axisConfig = shape({
  categories: need(listOf(label, { max: 100 })),
  x_label: may(label),
  y_label: may(label),
})
const seriesChart: Check = shape(
  { series: need(listOf(series, { max: 6 })), axis_config: need(axisConfig) },
  (value, at) => {
    const all = value['series'] as Json[]
    if (new Set(all.map((each) => each['name'])).size !== all.length) fail(at, 'series names must be unique')
    const categories = (value['axis_config'] as Json)['categories'] as unknown[]
    const labels = all.flatMap((each) => (each['data'] as Json[]).map((datum) => datum['label']))
    if (labels.some((each) => !categories.includes(each))) fail(at, 'labels must match the axis categories')
  },
)

export const chart = byType(
  { pie: shape({ segments: need(listOf(point, { max: 6 })) }), bar: seriesChart, area: seriesChart, line: seriesChart },
  'chart',
)
