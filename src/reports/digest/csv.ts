// The digest for a spreadsheet: one figure a line, so that weeks can be put under each other.
import type { Digest, Share, WorkflowFigures } from '../../contracts/digest.ts'

const HEADER = ['week', 'market', 'about', 'name', 'figure', 'value', 'of']
type Cell = string | number | null

/** RFC 4180, with a header. Times in seconds, money in US dollars. */
export function digestCsv(digest: Digest): string {
  const { week, market } = digest
  return [HEADER, ...figures(digest).map((row) => [week.name, market ?? 'all', ...row])].map(line).join('')
}

function figures({
  workflows,
  agents,
  saved,
  wrong,
  trend,
  demotions,
  overrides,
  skews,
  first_contact,
}: Digest): Cell[][] {
  return [
    ['week', '', 'orders with an error', wrong.orders, null],
    ['week', '', 'questions nobody answered', wrong.unanswered, null],
    ['week', '', 'decisions nobody had to take', saved.decisions, null],
    ['week', '', 'hours saved', round(saved.hours), null],
    ...(first_contact === null ? [] : [['week', '', 'first-contact resolution', ...share(first_contact.now)]]),
    ...workflows.flatMap(({ workflow, now, before }) => [
      ...workflowRows('workflow', workflow, now),
      ...(before === null ? [] : workflowRows('workflow before', workflow, before)),
    ]),
    ...agents.flatMap((agent) =>
      [
        ['right', ...share({ part: agent.judged.decisions - agent.judged.errors, of: agent.judged.decisions })],
        ['right, at least', agent.judged.decisions === 0 ? null : round(1 - agent.judged.at_worst), null],
        ['answered', ...share(agent.coverage)],
        ['overridden', ...share(agent.overrides)],
        ['overridden the week before', ...share(agent.overrides_before)],
        ['acted alone', ...share(agent.alone)],
        ['as usual, nobody asked', ...share(agent.usual)],
        ['seconds to verdict, median', seconds(agent.median_ms), null],
        ['seconds to verdict, 9 of 10', seconds(agent.p90_ms), null],
        ['unanswered', agent.unanswered, null],
        ['escalated', agent.escalated, null],
        ['orders with an error', agent.errors, null],
        ['cost in US$', round(agent.cost_usd), null],
        ['orders', agent.orders, null],
        ...agent.reasons.map(({ reason, count }) => [`rejected: ${reason}`, count, null]),
      ].map((row) => ['agent', agent.agent, ...row]),
    ),
    ...trend.flatMap(({ name, orders, errors, escalated, asked, alone, usual }) =>
      Object.entries({ orders, errors, escalated, asked, alone, usual }).map(([figure, value]) => [
        'trend',
        name,
        figure,
        value,
        null,
      ]),
    ),
    ...demotions.map(({ event }) => ['taken back', scopeName(event.scope), event.because, null, null]),
    ...overrides.map(({ event }) => ['around the gate', scopeName(event.scope), event.override, null, null]),
    ...skews.flatMap(({ agent, what, market, band, here, elsewhere }) => [
      ['worth a look', agent, `${what} in ${market}${band === null ? '' : ` ${band}`}`, ...share(here)],
      ['worth a look', agent, `${what} elsewhere`, ...share(elsewhere)],
    ]),
  ]
}

function workflowRows(about: string, name: string, figures: WorkflowFigures): Cell[][] {
  const { orders, errors, answered, median_ms, p90_ms, saved } = figures
  return [
    ['orders with an error', errors, orders],
    ['answered', answered, null],
    ['seconds to decision, median', seconds(median_ms), null],
    ['seconds to decision, 9 of 10', seconds(p90_ms), null],
    ['decisions nobody had to take', saved, null],
  ].map((row) => [about, name, ...row])
}

function scopeName({ agent, action, segment }: { agent: string; action: string; segment: string }): string {
  return `${agent} ${action} ${segment}`
}

function share({ part, of }: Share): [number, number] {
  return [part, of]
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : round(ms / 1_000)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** Text that a spreadsheet would take for a formula is marked as text. */
function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
