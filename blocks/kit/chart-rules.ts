// Slack's limits for charts and tables: messages take them, windows do not.
import { z } from 'zod'

const block_id = z.string().min(1).max(255).optional()
const label = z.string().min(1).max(200)
const Point = z.strictObject({ label, value: z.number() })

const Series = z
  .strictObject({
    type: z.enum(['line', 'bar', 'area']),
    series: z
      .array(z.strictObject({ name: label, data: z.array(Point).min(1).max(100) }))
      .min(1)
      .max(6),
    axis_config: z.strictObject({
      categories: z.array(label).min(1).max(100),
      x_label: label.optional(),
      y_label: label.optional(),
    }),
  })
  .refine(({ series }) => new Set(series.map(({ name }) => name)).size === series.length, 'two series have one name')
  .refine(
    ({ series, axis_config: { categories } }) =>
      series.every(({ data }) => data.every((point) => categories.includes(point.label))),
    'a value stands at no category',
  )

export const ChartRule = z.strictObject({
  type: z.literal('data_visualization'),
  block_id,
  title: z.string().min(1).max(50),
  chart: Series,
})

const Cell = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) })
const TABLE_CHARACTERS = 10_000

export const TableRule = z
  .strictObject({
    type: z.literal('table'),
    block_id,
    rows: z.array(z.array(Cell).min(1).max(20)).min(1).max(100),
    column_settings: z
      .array(z.strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() }))
      .max(20)
      .optional(),
  })
  .refine(
    ({ rows }) => rows.flat().reduce((sum, { text }) => sum + text.length, 0) <= TABLE_CHARACTERS,
    `a table takes ${TABLE_CHARACTERS} characters`,
  )

/** How many of them a message takes. */
export const AT_MOST: Readonly<Record<string, number>> = { data_visualization: 2, table: 1 }
