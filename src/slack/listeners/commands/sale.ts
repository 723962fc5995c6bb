// `/countersign sale`: while a sale is on nobody is looked at; it ends by itself.
import { helpFor } from '../../../../blocks/help.ts'
import { readUntil } from './away-until.ts'
import { firstWord } from './command-call.ts'
import type { Command, CommandReply } from './commands.ts'

export const saleCommand: Command = {
  help: {
    word: 'sale',
    longOnly: true,
    about:
      'While a sale is on, check cases and second opinions rest and audits wait. It ends by itself (leads and admins).',
    usage: [
      { typed: '', does: 'says whether a sale is on; `status` too' },
      { typed: 'on until friday 18:00', does: 'begins one; `3d` and `8h` too, three days when nothing is said' },
      { typed: 'off', does: 'ends it' },
    ],
  },
  async run({ sales, people, clock }, { text, user }) {
    const [word, rest] = firstWord(text.trim())
    switch (word) {
      case '':
      case 'status':
        return { text: await sales.show() }
      case 'off':
        return rest === '' ? { text: await sales.end(user) } : explained()
      case 'on': {
        if (rest.trim() === '') return { text: await sales.begin({ by: user, until: null }) }
        const until = readUntil(rest, { now: clock(), timeZone: await people.timeZone(user) })
        return { text: until.status === 'ok' ? await sales.begin({ by: user, until: until.until }) : until.because }
      }
      default:
        return explained()
    }
  },
}

function explained(): CommandReply {
  return { text: 'How to use /countersign sale', blocks: helpFor(saleCommand.help) }
}
