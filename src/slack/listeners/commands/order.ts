// `/order <id>`: what happened to an order, by any name it goes by.
import { helpFor } from '../../../../blocks/help.ts'
import { timelineMessage, timelineText } from '../../../../blocks/order-timeline.ts'
import { noOrder, pickOrder } from '../../../../blocks/pick-order.ts'
import { findOrders, shopOf } from '../../find-order.ts'
import { timelineOf } from '../../windows/timeline.ts'
import type { Command } from './commands.ts'

export const orderCommand: Command = {
  help: {
    word: 'order',
    about: 'What happened to an order: which agent decided what, when, how sure it was, why, and who countersigned.',
    usage: [
      { typed: '1042', does: 'by its number' },
      {
        typed: 'ana@example.com',
        does: "by the customer's e-mail address, telephone number or id, a tracking number, or the shop's own id",
      },
    ],
  },
  async run({ reading }, { text, user }) {
    const asked = text.trim()
    if (asked === '' || asked.toLowerCase() === 'help')
      return { text: 'How to use /order', blocks: helpFor(orderCommand.help) }
    const orders = await findOrders(reading.ledger.queries, asked)
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
    const timeline = await timelineOf(reading, { entityId: first.entity_id, run: first.run_id, userId: user })
    return { text: timelineText(timeline), blocks: timelineMessage(timeline) }
  },
}
