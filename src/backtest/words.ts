// A back-test as it reads in a terminal: how often the agent agrees, where, and the cases somebody would argue about.
import type { Argument, BacktestReport } from './run.ts'

const FEW = 20

export function backtestWords(report: BacktestReport, notes: readonly string[]): string {
  const { agent, version, orders, agrees, disagrees, would_ask, unanswered, actions, segments } = report
  if (orders === 0) return `No order of the file could be judged: ${unanswered.because || 'there is none in it'}.\n`
  const shown = report.arguments.length
  return `${[
    `${agent} ${version} agrees in ${orders < FEW ? '' : `${share(agrees, orders)} of `}${orders < FEW ? share(agrees, orders) : number(orders)} past orders.${shown === 0 ? '' : ` Here ${shown === 1 ? 'is one' : `are ${shown}`} you would argue about.`}`,
    `It would have asked you about ${number(would_ask)} of them${orders < FEW ? '' : ` (${share(would_ask, orders)})`}.`,
    'By its rules alone, on what the file says. Nothing was written anywhere, and nothing of it counts as evidence.',
    ...(unanswered.orders > 0 ? [`It had no answer to ${number(unanswered.orders)}: ${unanswered.because}.`] : []),
    ...notes,
    '',
    ...table(
      ['you', 'it', 'orders', 'charged back later'],
      actions.map((each) => [each.yours, each.agents, number(each.orders), number(each.charged_back)]),
    ),
    '',
    ...table(
      ['segment (US$)', 'orders', 'agrees'],
      segments.map((each) => [each.segment, number(each.orders), share(each.agrees, each.orders)]),
    ),
    ...(shown === 0
      ? []
      : [
          '',
          shown === disagrees
            ? 'Where it would have done something else, surest first:'
            : `The ${shown} it is surest of, of ${number(disagrees)}:`,
        ]),
    ...report.arguments.flatMap((each, index) => ['', ...argumentLines(each, index + 1)]),
  ].join('\n')}\n`
}

function argumentLines(each: Argument, nth: number): string[] {
  const later = each.later === null ? '' : ` · later ${each.later.replace('_', ' ')}`
  return [
    `${String(nth).padStart(2)}. ${each.order} · ${each.at.slice(0, 10)}${each.total === null ? '' : ` · ${each.total}`} · you: ${each.yours} · it: ${each.agents} (${each.confidence.toFixed(2)})${later}`,
    ...each.reasons.map((reason) => `      ${reason}`),
    ...each.against.slice(0, 1).map((reason) => `      against it: ${reason}`),
  ]
}

/** No percentage of fewer than twenty cases. */
function share(part: number, of: number): string {
  return of < 20
    ? `${number(part)} of ${number(of)}`
    : `${((100 * part) / of).toFixed(part === of || part === 0 ? 0 : 1)} %`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
