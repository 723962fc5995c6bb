// The evaluation in words and columns, for people.
import type { AgentReport, FraudReport } from './run.ts'

export function report({
  orders,
  frauds,
  catch_rate,
  attack,
  agents,
  assumptions,
  ok,
  reached_by,
}: FraudReport): string {
  const fraud = `${orders} orders, ${frauds} fraudulent; reviewers see ${catch_rate * 100} % of what is wrong`
  const burst = attack ? `attack from ${attack.from.slice(0, 10)} to ${attack.to.slice(0, 10)}` : 'no attack in it'
  return [
    `${fraud}; ${burst}`,
    ...agents.map(agentText),
    `Assumed: ${assumptions.join('; ')}.`,
    `the production agent ${ok ? 'reaches' : 'does not reach'} every line; reached by: ${reached_by.join(', ') || 'nobody'}`,
  ].join('\n\n')
}

function agentText(agent: AgentReport): string {
  const { lines, actions, halves, slices, changes, attack_ends, injected_shift, naive } = agent
  return [
    `${agent.agent} ${agent.version}: ${agent.about}; measured by ${agent.orders} orders`,
    ...lines.map(
      ({ name, target, got, ok }) => `  ${name.padEnd(44)}${figure(got)} (${target})  ${ok ? 'ok' : 'MISS'}`,
    ),
    ...halves.map(
      ({ half, orders, fraud, holds, precision, recall }) =>
        `  half ${half} in time: ${orders} orders, fraud ${figure(fraud)}; would hold ${holds}, precision ${figure(precision)}, recall ${figure(recall)}`,
    ),
    ...actions.map(
      ({ action, n, precision, recall, asked, alone }) =>
        `  ${action.padEnd(8)} ${n} proposed, precision ${figure(precision)}, recall ${figure(recall)}, ${asked} asked, ${alone.n} alone (${alone.wrong} wrong, ${alone.audited} audited), recall alone ${figure(alone.recall)}`,
    ),
    ...actions.map(
      ({ action, confidence }) => `  confidence of ${action}: ${worth(confidence)}${recalibrated(confidence)}`,
    ),
    ...actions.flatMap(({ never_promoted }) => never_promoted.map((text) => `  ${text}`)),
    '  month     orders   fraud   asked   alone   holds  error alone',
    ...slices.map(
      ({ month, orders, fraud, asked, alone, holds }) =>
        `  ${month}  ${String(orders).padStart(6)}  ${[fraud, asked, alone].map(figure).join('  ')}  ${String(holds.n).padStart(6)}  ${figure(holds.alone_error)}`,
    ),
    ...changes.map((change) => `  ${change.at.slice(0, 16)} after ${change.orders}: ${changeText(change)}`),
    ...delays('the attack ends', attack_ends),
    ...delays(injected_shift?.what ?? 'injected shift', injected_shift?.scopes ?? null),
    `  naive rule: ${naive.promotes_after === null ? 'never promotes' : `promotes after ${naive.promotes_after}; then ${JSON.stringify(naive.afterwards)}`}`,
  ].join('\n')
}

function changeText(change: AgentReport['changes'][number]): string {
  const scope = `${change.action} ${change.segment}`
  if ('level' in change) return `${scope} granted ${change.level} from confidence ${change.from_confidence}`
  if (!('cause' in change)) return `${scope} ${change.type}`
  const { n, wrong } = change.under_grant
  return `${scope} taken back (${change.cause}): ${change.because}; ${wrong} of ${n} wrong under the grant`
}

function delays(what: string, scopes: AgentReport['attack_ends']): string[] {
  return (scopes ?? []).map(
    ({ action, segment, demoted, decisions, days, error }) =>
      `  ${what}: ${action} ${segment} ${demoted ? 'taken back' : 'not taken back'} after ${decisions} alone, ${days.toFixed(1)} days, error ${figure(error)}`,
  )
}

type Confidence = AgentReport['actions'][number]['confidence']

function worth({ calibration_error, brier }: Pick<Confidence, 'calibration_error' | 'brier'>): string {
  return `calibration error ${figure(calibration_error)}, Brier ${figure(brier)}`
}

function recalibrated({ calibrated }: Confidence): string {
  if (calibrated === null) return ''
  const { fit, labels, raw, fitted } = calibrated
  return `; second half ${worth(raw)}, by ${fit} from ${labels} answers of the first ${worth(fitted)}`
}

function figure(value: number | null): string {
  return value === null ? '     -' : value.toFixed(4)
}
