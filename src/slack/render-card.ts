// A run's state as a message that Slack will take: the card, or its plain form when our own check finds fault with it.
import type { KnownBlock } from '@slack/web-api'
import type { Logger } from 'pino'
import { messageProblems } from '../../blocks/kit/check-blocks.ts'
import { plainCard } from '../../blocks/plain-card.ts'
import { cardText, cardTitle, runCard } from '../../blocks/run-card.ts'
import type { Clock } from '../contracts/clock.ts'
import type { InForce } from '../contracts/settings.ts'
import type { RunState } from '../workflow/state.ts'
import type { CardContext } from './cards/card-context.ts'
import { cardDataOf } from './cards/card-data-of.ts'

/** `title`: the question in words, not escaped. `text`: for notifications. */
export type RenderedCard = { title: string; text: string; blocks: KnownBlock[] }
/** `looker`: who has been looking at its question for a while. `stops`: the stop buttons as they are now, read no earlier than the card was claimed. */
export type RenderCard = (state: RunState, stops: InForce['stops'], looker?: string | null) => RenderedCard

export function createRenderCard({
  context,
  clock,
  log,
}: {
  context: Omit<CardContext, 'now'>
  clock: Clock
  log: Logger
}): RenderCard {
  return (state, stops, looker = null) => {
    const data = cardDataOf(state, { ...context, stops, looker, now: clock() })
    const title = cardTitle(data)
    const text = cardText(data)
    const blocks = runCard(data)
    const problems = messageProblems(blocks)
    if (problems.length === 0) return { title, text, blocks }
    log.error({ runId: state.run_id, problems }, "a card does not keep to Slack's limits: its plain form is shown")
    return { title, text, blocks: plainCard(data) }
  }
}
