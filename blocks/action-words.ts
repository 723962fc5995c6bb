// Actions by the words people use for them. An action that is not here is named as its author named it.
import type { Words } from './card-data.ts'
import { numbered } from './kit/subject.ts'
import { inWords } from './kit/text.ts'

type Verbs = { ask: (order: string) => string; label: string; doing: string; done: string }

const VERBS: Readonly<Record<string, Verbs>> = {
  release: { ask: (order) => `Release ${order}?`, label: 'Release it', doing: 'Releasing', done: 'Released' },
  hold: { ask: (order) => `Hold ${order}?`, label: 'Hold it', doing: 'Holding', done: 'Held' },
  cancel: { ask: (order) => `Cancel ${order}?`, label: 'Cancel it', doing: 'Cancelling', done: 'Cancelled' },
  clear: { ask: (order) => `Clear ${order}?`, label: 'Clear it', doing: 'Clearing', done: 'Cleared' },
  accept: { ask: (order) => `Take in ${order}?`, label: 'Take it in', doing: 'Taking in', done: 'Taken in' },
  reserve: {
    ask: (order) => `Reserve stock for ${order}?`,
    label: 'Reserve it',
    doing: 'Reserving stock',
    done: 'Stock reserved',
  },
  backorder: {
    ask: (order) => `Put ${order} on backorder?`,
    label: 'Backorder it',
    doing: 'Putting on backorder',
    done: 'On backorder',
  },
  route: { ask: (order) => `Route ${order}?`, label: 'Use this route', doing: 'Routing', done: 'Routed' },
  ship: { ask: (order) => `Ship ${order}?`, label: 'Ship it', doing: 'Shipping', done: 'Shipped' },
  notify: {
    ask: (order) => `Write to the customer of ${order}?`,
    label: 'Send it',
    doing: 'Sending',
    done: 'Customer told',
  },
  refund: {
    ask: (order) => `Refund ${order}?`,
    label: 'Refund it',
    doing: 'Refunding',
    done: 'Refunded',
  },
  intercept: {
    ask: (order) => `Stop the parcel of ${order}?`,
    label: 'Stop the parcel',
    doing: 'Stopping the parcel',
    done: 'Parcel stopped',
  },
  apologise: {
    ask: (order) => `Apologise to the customer of ${order}?`,
    label: 'Send the apology',
    doing: 'Sending the apology',
    done: 'Apology sent',
  },
  award_points: {
    ask: (order) => `Award points for ${order}?`,
    label: 'Award them',
    doing: 'Awarding points',
    done: 'Points awarded',
  },
}

const OUTCOMES: Readonly<Record<string, string>> = {
  hold: 'held',
  cancel: 'cancelled',
  cancelled: 'cancelled in the shop',
  backorder: 'on backorder',
  done: 'finished',
  manual: 'left to people',
  expired: 'nobody answered in time',
  shipped_elsewhere: 'shipped outside Countersign',
}

export function actionWords(action: string, number: string): Words {
  const order = `order ${numbered(number)}`
  const verbs = Object.hasOwn(VERBS, action) ? VERBS[action] : undefined
  if (verbs) return { ...verbs, ask: verbs.ask(order) }
  const name = inWords(action)
  const begun = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return {
    ask: `${begun} for ${order}?`,
    label: `Approve ${name}`,
    doing: `${begun} under way`,
    done: `${begun} done`,
  }
}

/** A button's label after "to": "hold it", "use this route". */
export function toWords(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`
}

/** The money in a question, so that nobody takes what it costs to send an order for what the order is worth. */
export function stakeWords(action: string, money: string): string {
  return action === 'route' ? `Sending costs ${money}` : money
}

/** How a run ended: "held", "left to people", "finished". */
export function outcomeWords(outcome: string): string {
  return (Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined) ?? inWords(outcome)
}
