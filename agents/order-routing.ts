// order_routing: one joint decision of warehouse and carrier, the cheapest that keeps the delivery promise.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { carriageName } from '../src/contracts/carriage.ts'
import { DAY, MINUTE, SECOND } from '../src/contracts/clock.ts'
import { CarrierRate, Stock, Warehouse } from '../src/contracts/fact.ts'
import { formatMoney } from '../src/contracts/money.ts'
import { Order } from '../src/contracts/order.ts'
import type { Proposal } from '../src/contracts/proposal.ts'
import { editedRoute } from './edited-route.ts'
import { feasibleRoutes } from './feasible-routes.ts'
import { EarlierDecisions, FROM_RUN } from './from-run.ts'
import { RouteParams } from './payloads.ts'
import { proposalOf } from './proposal-of.ts'
import type { RoutingInput, RoutingOption } from './routing-options.ts'
import { byCost, byDays, consignmentOf, promisedDays, routeParams, shopDefault } from './routing-options.ts'
import { brief, clip, confidence, count, listed } from './wording.ts'

const NEARLY_FULL = 0.95

export const orderRouting = defineAgent<RoutingInput>({
  name: 'order_routing',
  version: '1.1.0',
  kind: 'agent',
  about: 'Chooses warehouse, carrier and service together: the lowest cost that keeps the delivery promise.',
  trigger: 'Everything that blocks an order is clear',
  reads: {
    order: FROM_RUN,
    stock: { max_age_ms: 30 * SECOND },
    warehouses: { max_age_ms: 10 * MINUTE },
    carrier_rates: { max_age_ms: DAY },
    decisions: FROM_RUN,
  },
  actions: { route: { approval: 'sampled', on_reject: 'manual', editable: ['warehouse', 'carrier', 'service'] } },
  input: z.strictObject({
    order: Order,
    stock: Stock,
    warehouses: z.array(Warehouse),
    carrier_rates: z.array(CarrierRate),
    decisions: EarlierDecisions,
  }),
  output: proposalOf({ route: RouteParams }),
  statusQuo(input) {
    const usual = shopDefault(input)
    return usual && { action: 'route', params: routeParams(usual) }
  },
  rules(input): Proposal {
    const routes = feasibleRoutes(input)
    const promise = promisedDays(input.order.shipping_method)
    const usual = shopDefault(input)
    const choice = chosen(routes, promise, usual)
    const doubts = doubtsAbout({ input, choice, promise })
    return {
      action: 'route',
      params: routeParams(choice.route),
      confidence: confidence(Math.min(...doubts.map(({ at_most }) => at_most), certainty(choice))),
      reasons: [
        { text: clip(priced(choice.route)), source: 'carrier_rates' },
        { text: clip(compared(choice, routes.length, usual)), source: choice.mixed ? 'shop default' : 'cost' },
        { text: clip(promised(choice, promise)), source: 'shipping method' },
      ],
      against: [...runnerUp(choice), ...doubts.flatMap(({ against }) => against ?? [])].slice(0, 3),
      unchecked: [
        ...doubts.flatMap(({ unchecked }) => unchecked ?? []),
        'Parcel dimensions, duties and delays on the way',
      ].slice(-3),
      flags: doubts.map(({ flag }) => flag),
      amount: choice.route.cost,
    }
  },
  revise: editedRoute,
})

type Choice = { route: RoutingOption; next: RoutingOption | null; kept: boolean; mixed: boolean }

/** Within one currency the cheapest that keeps the promise, or the fastest when none does. Two currencies cannot be ranked. */
function chosen(routes: RoutingOption[], promise: number | null, usual: RoutingOption | null): Choice {
  const keeping = routes.filter(({ rate }) => promise === null || rate.days <= promise)
  const kept = keeping.length > 0
  const candidates = kept ? keeping : routes
  const currencies = new Set(candidates.map(({ cost }) => cost.currency))
  if (currencies.size > 1 || candidates.some(({ whole }) => !whole)) {
    const route = candidates.find((option) => usual !== null && isSame(option, usual))
    if (route) return { route, next: null, kept, mixed: true }
    throw new AppError(
      'routing.mixed_currencies',
      'the possible routes are priced in different currencies, and the shop has no default among them',
    )
  }
  const [route, next = null] = candidates.sort(kept ? byCost : byDays)
  if (!route) throw new AppError('routing.no_lane', 'no route is open')
  return { route, next, kept, mixed: false }
}

type Doubt = { flag: string; at_most: number; against?: string; unchecked?: string }

function doubtsAbout({ input, choice, promise }: { input: RoutingInput; choice: Choice; promise: number | null }) {
  const { parcel, reserved } = consignmentOf(input)
  const { warehouse, rate } = choice.route
  const doubts: Doubt[] = []
  if (parcel.unweighed.length > 0)
    doubts.push({
      ...{ flag: 'weight_unknown', at_most: 0.6 },
      unchecked: clip(`The true weight: ${listed(parcel.unweighed)} has none in the shop`),
    })
  if (!choice.kept)
    doubts.push({
      ...{ flag: 'promise_missed', at_most: 0.6 },
      against: `${count(promise ?? 0, 'day')} promised, the fastest route takes ${rate.days}`,
    })
  if (choice.mixed)
    doubts.push({
      ...{ flag: 'mixed_currencies', at_most: 0.5 },
      unchecked: 'Whether another route is cheaper: the costs are in different currencies',
    })
  if (warehouse.used_today >= NEARLY_FULL * warehouse.daily_capacity)
    doubts.push({
      ...{ flag: 'nearly_full', at_most: 0.85 },
      against: clip(`${brief(warehouse.name)} has packed ${warehouse.used_today} of ${warehouse.daily_capacity} today`),
    })
  if (reserved.some((line) => line.warehouse !== warehouse.id))
    doubts.push({
      ...{ flag: 'moves_reservation', at_most: 0.9 },
      against: clip(`The stock is reserved in ${listed([...new Set(reserved.map((line) => line.warehouse))])}`),
    })
  return doubts
}

/** How clear the choice is: a runner-up within 2 % of the cost might as well have won. */
function certainty({ route, next }: Choice): number {
  if (!next) return 0.95
  const gap = (next.cost.amount - route.cost.amount) / Math.max(1, Math.abs(next.cost.amount))
  return gap < 0.02 ? 0.85 : gap < 0.1 ? 0.9 : 0.96
}

function priced({ warehouse, rate, cost, whole }: RoutingOption): string {
  const parts = whole
    ? `${formatMoney(warehouse.handling_cost)} handling, ${formatMoney(rate.cost)} freight`
    : `freight alone; handling is another ${formatMoney(warehouse.handling_cost)}`
  return `${named({ warehouse, rate })}: ${formatMoney(cost)} in ${count(rate.days, 'day')} (${parts})`
}

function compared({ route, kept, mixed }: Choice, options: number, usual: RoutingOption | null): string {
  if (mixed) return 'The shop’s own default: costs in different currencies are not compared'
  const rank =
    options === 1 ? 'The only possible route' : `${kept ? 'Cheapest' : 'Fastest'} of ${options} possible routes`
  if (!usual) return `${rank}; the shop’s own default would find none`
  if (isSame(route, usual)) return `${rank}, and the shop’s own default`
  if (usual.cost.currency !== route.cost.currency || !usual.whole) return `${rank}; the default is ${named(usual)}`
  const { currency } = route.cost
  const difference = usual.cost.amount - route.cost.amount
  const money = formatMoney({ amount: Math.abs(difference), currency })
  return `${rank}; ${money} ${difference < 0 ? 'more' : 'less'} than the shop’s own default, ${named(usual)}`
}

function promised({ route, kept }: Choice, promise: number | null): string {
  if (promise === null) return 'The shipping method promises no number of days'
  return kept
    ? `Arrives within the ${count(promise, 'day')} that were promised`
    : `No route keeps the promise of ${count(promise, 'day')}; this one comes closest with ${route.rate.days}`
}

function runnerUp({ next }: Choice): string[] {
  return next
    ? [clip(`Runner-up: ${named(next)}, ${formatMoney(next.cost)} in ${count(next.rate.days, 'day')}`)]
    : ['There is no other route to compare with']
}

function named({ warehouse, rate }: Pick<RoutingOption, 'warehouse' | 'rate'>): string {
  return `${brief(warehouse.name)} with ${carriageName(brief(rate.carrier), brief(rate.service))}`
}

function isSame(a: RoutingOption, b: RoutingOption): boolean {
  return a.warehouse.id === b.warehouse.id && a.rate === b.rate
}
