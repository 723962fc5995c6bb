// `/autonomy <agent>`: where every scope of an agent stands, and what a manager may grant.
import { ladder } from '../../../../blocks/autonomy/ladder.ts'
import { helpFor } from '../../../../blocks/help.ts'
import { sections } from '../../../../blocks/kit/elements.ts'
import { say } from '../../../../blocks/kit/text.ts'
import type { Command } from './commands.ts'

export const autonomyCommand: Command = {
  help: {
    word: 'autonomy',
    about: 'What an agent has earned: per action, market and value, with the evidence, and what may be granted.',
    usage: [
      { typed: 'order_routing', does: 'the ladder of one agent' },
      { typed: '', does: 'the agents there are, and what waits for a manager' },
    ],
  },
  async run({ autonomy }, { text, user }) {
    const asked = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
    if (asked === 'help') return { text: 'How to use /autonomy', blocks: helpFor(autonomyCommand.help) }
    if (autonomy.agents.includes(asked)) {
      const [scopes, may] = await Promise.all([autonomy.scopes(asked), autonomy.may(user)])
      return { text: `Autonomy of ${asked}`, blocks: ladder({ agent: asked, scopes, mayGrant: may.grant }) }
    }
    const waiting = await Promise.all(
      autonomy.agents.map(async (agent) => {
        const scopes = await autonomy.scopes(agent)
        const offers = scopes.filter(({ offer }) => offer !== null).length
        const acting = scopes.filter(({ level }) => level === 'L2' || level === 'L3').length
        return `• \`/autonomy ${agent}\`: ${offers === 0 ? 'nothing to grant' : `*${offers} to grant*`}, ${acting} acting`
      }),
    )
    const unknown = asked === '' ? [] : [`There is no agent "${say(asked, 40)}".`]
    return { text: 'Autonomy', blocks: sections([...unknown, '*Autonomy, by agent*', ...waiting]) }
  },
}
