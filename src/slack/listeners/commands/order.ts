// `/order <id>`: what happened to an order, by any name it goes by.
import { helpFor } from '../../../../blocks/help.ts'
import { timelineMessage } from '../../../../blocks/order-timeline.ts'
import { noOrder, pickOrder } from '../../../../blocks/pick-order.ts'
import { emailHash } from '../../../channels/refs.ts'
import type { EntityRef } from '../../../contracts/entity.ts'
import type { LedgerQueries } from '../../../ledger/ledger.ts'
import { timelineOf } from '../../windows/timeline.ts'
import type { Command } from './commands.ts'

type Found = Awaited<ReturnType<LedgerQueries['findRuns']>>
const ENOUGH = 60

export const orderCommand: Command = {
  help: {
    word: 'order',
    about: 'What happened to an order: which agent decided what, when, how sure it was, why, and who countersigned.',
    usage: [
      { typed: '1042', does: 'by its number' },
      { typed: 'ana@example.com', does: "by the customer's e-mail address, a tracking number, or the shop's own id" },
    ],
  },
  async run({ reading }, { text }) {
    const asked = text.trim()
    if (asked === '' || asked.toLowerCase() === 'help')
      return { text: 'How to use /order', blocks: helpFor(orderCommand.help) }
    const orders = oneEach(await find(reading.ledger.queries, asked))
    const [first] = orders
    if (!first) return { text: `No order goes by that name.`, blocks: noOrder(asked) }
    if (orders.length > 1) {
      const matches = orders.map((run) => ({
        ...run,
        run: run.run_id,
        practice: run.kind === 'practice',
        shop: shopOf(run.entity_id),
      }))
      return { text: 'Several orders go by that name.', blocks: pickOrder({ asked, matches }) }
    }
    const timeline = await timelineOf(reading, { entityId: first.entity_id, run: first.run_id })
    return { text: 'The timeline of the order', blocks: timelineMessage(timeline) }
  },
}

/** Numbers are written with and without "#"; e-mail addresses are known by their hash only. */
async function find(queries: LedgerQueries, asked: string): Promise<Found> {
  const bare = asked.replace(/^#+/, '')
  const refs: ({ kind: 'any'; value: string } | EntityRef)[] = /^[^@\s]+@[^@\s]+$/.test(asked)
    ? [{ kind: 'email_hash', value: emailHash(asked) }]
    : [
        { kind: 'any', value: bare },
        { kind: 'any', value: `#${bare}` },
      ]
  for (const ref of refs) {
    const found = await queries.findRuns(ref, ENOUGH)
    if (found.length > 0) return found
  }
  return []
}

/** The newest run stands for its order. */
function oneEach(found: Found): Found {
  return found.filter((run, index) => found.findIndex(({ entity_id }) => entity_id === run.entity_id) === index)
}

function shopOf(entityId: string): string {
  return entityId.split(':').slice(0, 2).join(' ')
}
