// Before the clock is set forward, every open question is answered: by a script, approving, so that nothing runs out over the weekend.
import { ACTIONS } from '../../../blocks/ids.ts'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Message } from '../../slack/contract.ts'
import { elementsOf } from '../../slack/interactivity/elements.ts'
import { createReviewer } from '../../slack/reviewer.ts'
import { ANA, BEN, OPS } from '../people.ts'
import type { Stage } from '../stage.ts'

const YES = new Set<string>([ACTIONS.approve, ACTIONS.chooseMine])
const EVERY_MS = 250

/** Resolves with how many were answered, and how many were left when the time was over: those run out, as they would have. */
export async function clearDesk(
  stage: Pick<Stage, 'slack' | 'app'>,
  { patienceMs }: { patienceMs: number },
): Promise<{ answered: number; left: number }> {
  const [ana, ben] = [createReviewer(stage.slack, ANA), createReviewer(stage.slack, BEN)]
  const answered = new Set<string>()
  /** As they were when they were clicked: not clicked again until they have changed. */
  const clicked = new Map<string, string>()
  const until = performance.now() + patienceMs
  for (;;) {
    const open = await stage.app.ledger.cases.open(1_000)
    if (open.length === 0 || performance.now() > until) return { answered: answered.size, left: open.length }
    for (const card of ana.cards(OPS)) {
      const button = yesOf(card)
      const looks = JSON.stringify(card.blocks)
      if (button === undefined || clicked.get(card.ts) === looks) continue
      const second = /\*1 of 2/.test(looks)
      const { status } = await (second ? ben : ana).click(button, { message: card })
      if (status !== 'ok') continue
      answered.add(card.ts)
      clicked.set(card.ts, looks)
      // As fast as Slack lets an app answer.
      await new Promise((resolve) => setTimeout(resolve, SECOND / stage.slack.control.stats().slackRate))
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

/** The button that answers a card with yes; undefined when it asks nothing any more. */
export function yesOf({ blocks }: Pick<Message, 'blocks'>): string | undefined {
  return elementsOf(blocks).find(({ actionId }) => YES.has(actionId))?.actionId
}
