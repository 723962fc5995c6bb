// Stop buttons: a stopped agent still proposes, but everything it proposes is asked. Read as they are now at every proposal.
import { mention } from '../../blocks/kit/text.ts'
import type { Clock } from '../contracts/clock.ts'
import { RELEASED, stopKey } from '../contracts/settings.ts'
import type { CardStore, SettingsStore } from '../ledger/ledger.ts'
import { standingAdmins } from './active-admins.ts'
import type { People } from './people.ts'

export type Stops = {
  /** Stops an agent, or `all`. Returns what to say. */
  stop(name: string, by: string): Promise<string>
  start(name: string, by: string): Promise<string>
}

export function createStops(parts: {
  people: People
  settings: Pick<SettingsStore, 'put'>
  cards: Pick<CardStore, 'touchOpen'>
  /** Cards are behind: look soon. */
  wake(): void
  /** Names that can be stopped. */
  agents: readonly string[]
  clock: Clock
}): Stops {
  const { people, settings, cards, wake, agents, clock } = parts

  async function change(name: string, by: string, stopped: boolean): Promise<string> {
    const { stops } = await people.inForce()
    if ((await people.role(by, 'now')) !== 'admin')
      return `✋ Only an admin may do this: ${(await standingAdmins(people)).map(mention).join(', ') || 'nobody now, see the Home tab'}.`
    if (name !== 'all' && !agents.includes(name))
      return `There is no agent of that name. Known: ${agents.join(', ')}, or all.`
    const at = clock()
    await settings.put(stopKey(name), stopped ? { by, at } : RELEASED, by, at)
    // In the record first: it works from here on, and a card that is drawn now shows it.
    await cards.touchOpen()
    wake()
    const what = name === 'all' ? 'Every agent' : name
    if (stopped) return `🛑 ${what} is stopped: every proposal is asked from now on. \`/agents start ${name}\` ends it.`
    const still = stops['all'] && name !== 'all' ? ' Everything together is still stopped: `/agents start all`.' : ''
    return `▶️ ${what} goes on as before.${still}`
  }

  return {
    stop: (name, by) => change(name, by, true),
    start: (name, by) => change(name, by, false),
  }
}
