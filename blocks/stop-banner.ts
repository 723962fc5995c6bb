// Every open card says so while agents are stopped: next to its standing, so that it takes no line from the question.
import type { KnownBlock } from '@slack/web-api'
import type { CardData, StopData } from './card-data.ts'
import { context } from './kit/elements.ts'
import { mention, say } from './kit/text.ts'
import { dayAndTime } from './kit/when.ts'

/** "🛑 All agents were stopped by @Ana at 14:02: nothing they propose goes through unasked", one line per stop button. */
export function stopLines(stops: readonly StopData[]): string[] {
  return stops.map(({ agent, by, at }) =>
    agent === null
      ? `🛑 *All agents were stopped* by ${mention(by)} at ${dayAndTime(at)}: nothing they propose goes through unasked`
      : `🛑 *${say(agent, 60)} was stopped* by ${mention(by)} at ${dayAndTime(at)}: nothing it proposes goes through unasked`,
  )
}

/** Lines a card without a context line of its own must leave for it. */
export function stopRoom({ stops }: Pick<CardData, 'stops'>): number {
  return stops.length > 0 ? 1 : 0
}

export function withStops(blocks: readonly KnownBlock[], { stops }: Pick<CardData, 'stops'>): KnownBlock[] {
  const lines = stopLines(stops).slice(0, 3)
  if (lines.length === 0) return [...blocks]
  const [head, second, ...rest] = blocks
  const banner = context(lines)
  if (!head) return [banner]
  if (second?.type !== 'context') return [head, banner, ...(second ? [second] : []), ...rest]
  return [head, { ...second, elements: [...banner.elements, ...second.elements] }, ...rest]
}
