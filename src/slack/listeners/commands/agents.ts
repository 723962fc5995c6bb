// `/agents`: the registry and how right everybody was; `practice`, `stop` and `start`.
import { agentsOverview as overviewBlocks } from '../../../../blocks/agents-overview.ts'
import { helpFor } from '../../../../blocks/help.ts'
import { say } from '../../../../blocks/kit/text.ts'
import { firstWord } from './command-call.ts'
import type { Command } from './commands.ts'

export const agentsCommand: Command = {
  help: {
    word: 'agents',
    about: 'Who they are, what they may do, how right they were so far, and how many cards a day to expect.',
    usage: [
      { typed: '', does: 'shows them all' },
      { typed: 'practice', does: 'posts five practice cards: never executed, never counted' },
      { typed: 'stop fraud_detection', does: 'has everything it proposes asked (admins); `stop all` for every agent' },
      { typed: 'start fraud_detection', does: 'ends that (admins)' },
    ],
  },
  async run({ overview, practice, stops }, { text, user }) {
    const [word, rest] = firstWord(text)
    switch (word) {
      case '':
        return { text: 'The agents', blocks: overviewBlocks(await overview()) }
      case 'practice':
        return { text: await practice.start(user) }
      case 'stop':
      case 'start':
        if (rest === '') return { text: `Which one? \`/agents ${word} fraud_detection\`, or \`/agents ${word} all\`.` }
        return { text: await stops[word](rest, user) }
      case 'help':
        return { text: 'How to use /agents', blocks: helpFor(agentsCommand.help) }
      default:
        return { text: `/agents does not know "${say(word, 40)}".`, blocks: helpFor(agentsCommand.help) }
    }
  },
}
