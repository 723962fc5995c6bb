// `/costs [day|week|month]`: what models cost.
import { costsMessage, costsText } from '../../../../blocks/costs.ts'
import { helpFor } from '../../../../blocks/help.ts'
import { say } from '../../../../blocks/kit/text.ts'
import type { Period } from '../../../reports/costs-report.ts'
import type { Command } from './commands.ts'

const PERIODS: Readonly<Record<string, Period>> = { '': 'day', day: 'day', today: 'day', week: 'week', month: 'month' }

export const costsCommand: Command = {
  help: {
    word: 'costs',
    about: "What models cost: by agent, by day, per order, and what is left of today's budget.",
    usage: [
      { typed: '', does: 'shows today' },
      { typed: 'week', does: 'shows the last 7 days' },
      { typed: 'month', does: 'shows the last 30 days' },
    ],
  },
  async run({ costs }, { text }) {
    const asked = text.trim().toLowerCase()
    if (asked === 'help') return { text: 'How to use /costs', blocks: helpFor(costsCommand.help) }
    const period = Object.hasOwn(PERIODS, asked) ? PERIODS[asked] : undefined
    if (!period) return { text: `/costs does not know "${say(asked, 40)}".`, blocks: helpFor(costsCommand.help) }
    const report = await costs(period)
    return { text: costsText(report), blocks: costsMessage(report) }
  },
}
