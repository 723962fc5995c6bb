// `/stuck [minutes]`: what does not go on by itself, why, and what to do.
import { helpFor } from '../../../../blocks/help.ts'
import { say } from '../../../../blocks/kit/text.ts'
import { stuckMessage, stuckText } from '../../../../blocks/stuck.ts'
import type { Command } from './commands.ts'

const MINUTES = /^(\d{1,5})\s*(m|min|mins|minutes?)?$/i

export const stuckCommand: Command = {
  help: {
    word: 'stuck',
    about:
      'What does not go on by itself: orders that ended in an error or take too long, cards that cannot be posted, deliveries nobody took in, questions nobody may answer.',
    usage: [
      { typed: '', does: 'shows what takes longer than twice its time limits' },
      { typed: '30', does: 'shows what has stood still for 30 minutes' },
    ],
  },
  async run({ stuck }, { text }) {
    const asked = text.trim()
    if (asked.toLowerCase() === 'help') return { text: 'How to use /stuck', blocks: helpFor(stuckCommand.help) }
    const minutes = asked === '' ? null : Number(MINUTES.exec(asked)?.[1] ?? Number.NaN)
    if (Number.isNaN(minutes) || minutes === 0)
      return { text: `"${say(asked, 40)}" is no number of minutes.`, blocks: helpFor(stuckCommand.help) }
    const data = await stuck.report(minutes)
    return { text: stuckText(data), blocks: stuckMessage(data) }
  },
}
