// An audit's state as its card shows it: without the agent's answer until the reviewer has given theirs. Pure.
import { actionWords } from '../../../blocks/action-words.ts'
import type { AuditData, CheckData } from '../../../blocks/card-data.ts'
import type { Json } from '../../contracts/json.ts'
import { formatMoney } from '../../contracts/money.ts'
import type { Order } from '../../contracts/order.ts'
import { asksForAudit } from '../../workflow/next.ts'
import type { RunState } from '../../workflow/state.ts'
import type { CardContext } from './card-context.ts'

export function auditOf(state: RunState, { agents }: Pick<CardContext, 'agents'>): AuditData | null {
  const { check, audit } = state
  if (!check || !audit || !asksForAudit(state)) return null
  const label = (action: string): string =>
    action === NONE ? 'None of these' : actionWords(action, state.number).label
  const definition = agents.get(`${check.agent}@${check.version}`)
  const may = Object.keys(definition?.actions ?? { [check.action]: true })
  const said = state.scripted[check.of.step]
  return {
    run: state.run_id,
    agent: check.agent,
    second: check.kind === 'double',
    facts: factsOf(state),
    choices: [...may, NONE].map((action) => ({ action, label: label(action) })),
    stated: audit.stated && { by: audit.stated.by, label: label(audit.stated.action) },
    agents:
      audit.stated && said
        ? {
            label: label(said.action),
            amount: said.amount && formatMoney(said.amount),
            reasons: [...paramsOf(said.params), ...said.reasons.map(({ text }) => text)].slice(0, 4),
          }
        : null,
  }
}

/** Once it was answered: what the card was. */
export function checkOf({ check, checked }: RunState): (CheckData & { caught: boolean | null }) | null {
  return check && checked && { kind: check.kind, gave_away: check.gave_away, caught: checked.caught }
}

const NONE = 'none'

/** What is bought, where it goes and what the agent had before it. Never who the customer is. */
export function factsOf({ order, given }: Pick<RunState, 'order' | 'given'>): string[] {
  return [
    ...(order ? orderFacts(order) : ['The order was erased from the record']),
    ...Object.entries(given).map(([name, { value }]) => `${name.replaceAll('_', ' ')}: ${inShort(value)}`),
  ]
}

function orderFacts({ lines, shipping_address: to, billing_address: from, shipping_method, payment }: Order): string[] {
  const way = [shipping_method, payment.gateways.join(', '), payment.status].filter(Boolean).join(' · ')
  return [
    lines
      .slice(0, 3)
      .map(({ quantity, title }) => `${quantity} × ${title}`)
      .join(', '),
    `Ships to ${[to?.city, to?.country].filter(Boolean).join(', ') || 'nowhere'}, billed in ${from?.country ?? 'an unknown country'}`,
    way,
  ].filter((text) => text !== '')
}

/** Figures as they are; lists by their length. */
function inShort(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `${value.length} known`
  return Object.entries(value)
    .slice(0, 6)
    .map(
      ([name, each]) =>
        `${name.replaceAll('_', ' ')} ${typeof each === 'object' && each !== null ? inShort(each) : String(each ?? 'unknown')}`,
    )
    .join(' · ')
}

function paramsOf(params: Record<string, Json>): string[] {
  const shown = Object.entries(params).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return shown.length === 0
    ? []
    : [shown.map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`).join(' · ')]
}
