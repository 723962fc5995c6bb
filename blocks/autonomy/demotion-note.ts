// Autonomy was taken back: what happened, the evidence, and what it means from now on.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from '../ids.ts'
import { actions, button, header, sections } from '../kit/elements.ts'
import { mention, say, sayWithPeople } from '../kit/text.ts'
import { packed } from '../target.ts'
import { NO_LONGER, scopeTitle } from './trust-words.ts'

export type DemotionNote = {
  scope: { agent: string; version: string; action: string; segment: string }
  from: 'L0' | 'L1' | 'L2' | 'L3' | 'P'
  because: string
  /** True when nothing speaks against it: its time was up, or somebody took it back. */
  lapsed?: boolean
  /** Null when it happened by itself. */
  by: string | null
}

export function demotionNote({ scope, from, because, by, lapsed = false }: DemotionNote): KnownBlock[] {
  return [
    header(`${scope.agent} asks again`),
    ...sections([
      `*${say(scopeTitle(scope), 100)}*: it ${NO_LONGER[from]}.`,
      `${by === null ? 'It happened by itself' : `${mention(by)} took it back`}: ${sayWithPeople(because, 400)}.`,
      'Every such proposal is a card again from now on. Nothing it did before is undone by this.',
      lapsed ? 'Nothing speaks against it: a lead may grant it again as soon as its evidence is enough.' : '',
    ]),
    actions('trust.demoted', [
      button({ label: 'How do you know?', action: ACTIONS.howKnown, value: packed({ scope }) }),
    ]),
  ]
}

export function demotionText({ scope, because, lapsed = false }: DemotionNote): string {
  return `${say(scope.agent, 60)} ${lapsed ? 'asks again' : 'lost its autonomy'} on ${say(scopeTitle(scope), 100)}: ${sayWithPeople(because, 200)}`
}
