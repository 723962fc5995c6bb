// Slack's chart block. Its types are not in @slack/types yet; a table says the same where it cannot be shown.
import type { KnownBlock } from '@slack/web-api'
import { plain } from './text.ts'

export type ChartSpec = {
  kind: 'line' | 'bar' | 'area'
  title: string
  categories: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
  x?: string
  y?: string
}

const TITLE = 50
const MAX_SERIES = 6
const NAME = 40

/** At most six series; every series has one value per category. */
export function chart({ kind, title, categories, series, x, y }: ChartSpec): KnownBlock {
  const labels = categories.map((label) => plain(label, NAME))
  const block = {
    type: 'data_visualization',
    title: plain(title, TITLE),
    chart: {
      type: kind,
      series: series.slice(0, MAX_SERIES).map(({ name, values }, at) => ({
        name: nameOf(series, name, at),
        data: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
      })),
      axis_config: {
        categories: labels,
        ...(x === undefined ? {} : { x_label: plain(x, NAME) }),
        ...(y === undefined ? {} : { y_label: plain(y, NAME) }),
      },
    },
  }
  // Slack's own types do not know this block yet.
  return block as unknown as KnownBlock
}

/** Slack tells series apart by their names: those that look the same once clipped get their number. */
function nameOf(series: ChartSpec['series'], name: string, at: number): string {
  const shown = plain(name, NAME)
  const isTaken = series.slice(0, at).some((other) => plain(other.name, NAME) === shown)
  return isTaken ? `${plain(name, NAME - 3)} ${at + 1}` : shown
}
