// Several drafts are open on one card and somebody asked for changes: which one was meant.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { button, sections, withButton } from './kit/elements.ts'
import { say } from './kit/text.ts'
import { type DecisionTarget, packed } from './target.ts'

export type OpenDraft = { ask: string; agent: string; target: DecisionTarget }

export function whichDraft(drafts: readonly OpenDraft[]): KnownBlock[] {
  return [
    ...sections(['Several drafts are open here. Which one should change?']),
    ...drafts
      .slice(0, 10)
      .map(({ ask, agent, target }) =>
        withButton(
          `${say(ask, 150)} (${say(agent, 60)})`,
          button({ label: 'Request changes', action: ACTIONS.changes, value: packed(target) }),
        ),
      ),
  ]
}
