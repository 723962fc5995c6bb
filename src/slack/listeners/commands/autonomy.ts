// `/autonomy <agent>`: where every scope of an agent stands, and what a manager may grant.
import { ladder } from '../../../../blocks/autonomy/ladder.ts'
import { autonomyOverview } from '../../../../blocks/autonomy/overview.ts'
import { helpFor } from '../../../../blocks/help.ts'
import type { Command } from './commands.ts'

export const autonomyCommand: Command = {
  help: {
    word: 'autonomy',
    about: 'What an agent has earned: per action, market and value, with the evidence, and what may be granted.',
    usage: [
      { typed: 'order_routing', does: 'the ladder of one agent' },
      { typed: '', does: 'the agents there are, what waits for a manager, and how well people check' },
    ],
  },
  async run({ autonomy }, { text, user }) {
    const asked = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
    if (asked === 'help') return { text: 'How to use /autonomy', blocks: helpFor(autonomyCommand.help) }
    const { grant: mayGrant } = await autonomy.may(user)
    if (autonomy.agents.includes(asked)) {
      const [scopes, checking] = await Promise.all([
        autonomy.scopes(asked),
        mayGrant ? autonomy.checking({ agent: asked }) : undefined,
      ])
      return { text: `Autonomy of ${asked}`, blocks: ladder({ agent: asked, scopes, mayGrant, checking }) }
    }
    const [{ agents, portfolio }, checking] = await Promise.all([
      autonomy.overview(),
      mayGrant ? autonomy.checking() : undefined,
    ])
    const unknown = asked === '' ? null : asked
    return { text: 'Autonomy', blocks: autonomyOverview({ unknown, agents, portfolio, checking }) }
  },
}
