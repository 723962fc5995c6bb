// `/digest [week] [market]`: the week for whoever asks, and as lines for a spreadsheet.
import { csvSnippet } from '../../../../blocks/digest/csv-snippet.ts'
import { helpFor } from '../../../../blocks/help.ts'
import { sections } from '../../../../blocks/kit/elements.ts'
import { say } from '../../../../blocks/kit/text.ts'
import { digestCsv } from '../../../reports/digest/csv.ts'
import type { Command } from './commands.ts'
import { readDigestAsked } from './digest-asked.ts'

export const digestCommand: Command = {
  help: {
    word: 'digest',
    about: 'A week for managers: what needs you, what went wrong, what it saved, each agent, and what may be granted.',
    usage: [
      { typed: '', does: 'shows the last week' },
      { typed: 'this', does: 'shows this week so far' },
      { typed: '2026-W47', does: 'shows one week' },
      { typed: 'HK', does: 'shows one market; a week may follow' },
      { typed: 'csv', does: 'gives the figures for a spreadsheet; a week or a market may follow' },
    ],
  },
  async run({ digests, autonomy, clock }, { text, user }) {
    if (text.trim().toLowerCase() === 'help') return { text: 'How to use /digest', blocks: helpFor(digestCommand.help) }
    const asked = readDigestAsked(text, { now: clock(), markets: await digests.markets(), timeZone: digests.timeZone })
    if (asked.status === 'unclear') {
      const because = say(asked.because, 300)
      return { text: because, blocks: [...sections([because]), ...helpFor(digestCommand.help)] }
    }
    if (asked.csv) {
      const csv = digestCsv(await digests.read(asked))
      return { text: 'The figures of the digest', blocks: csvSnippet(csv, asked) }
    }
    return digests.render(asked, (await autonomy.may(user)).grant ? 'manager' : 'anybody')
  },
}
