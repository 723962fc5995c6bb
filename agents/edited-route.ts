// A route that a person changed: cost and days follow from warehouse, carrier and service, or there is no such route.
import type { Revised } from '../src/contracts/agent.ts'
import { carriageName } from '../src/contracts/carriage.ts'
import type { JsonObject } from '../src/contracts/json.ts'
import { feasibleRoutes } from './feasible-routes.ts'
import { RouteParams } from './payloads.ts'
import type { RoutingInput, RoutingOption } from './routing-options.ts'
import { byCost, routeParams } from './routing-options.ts'
import { brief, clip, listed } from './wording.ts'

const Wanted = RouteParams.pick({ warehouse: true, carrier: true, service: true }).strip()

/** Throws `routing.*` when nothing can be sent at all. */
export function editedRoute(input: RoutingInput, params: JsonObject): Revised {
  const { warehouse, carrier, service } = Wanted.parse(params)
  const routes = feasibleRoutes(input)
  const from = routes.filter((option) => option.warehouse.id === warehouse)
  if (from.length === 0)
    return refused('warehouse', `${brief(warehouse)} cannot send this order`, routes, (each) => each.warehouse.id)
  const by = from.filter(({ rate }) => rate.carrier === carrier)
  if (by.length === 0)
    return refused('carrier', `${brief(carrier)} has no route for this order from ${brief(warehouse)}`, from, named)
  const [route] = by.filter(({ rate }) => rate.service === service).sort(byCost)
  return route
    ? { status: 'ok', params: routeParams(route) }
    : refused('service', `${brief(carrier)} has no such service for this order from ${brief(warehouse)}`, by, named)
}

function named({ rate }: RoutingOption): string {
  return carriageName(rate.carrier, rate.service)
}

function refused(field: string, why: string, routes: RoutingOption[], name: (route: RoutingOption) => string): Revised {
  const possible = [...new Set(routes.map(name))].sort()
  return { status: 'refused', field, message: clip(`${why}. Possible: ${listed(possible, 5)}.`) }
}
