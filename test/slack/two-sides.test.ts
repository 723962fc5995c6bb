// Where two must agree: every place that speaks of a half answer names its side, and who stands on the other.
import { describe, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { agreementLine } from '../../blocks/agreement-words.ts'
import type { QuestionData } from '../../blocks/card-data.ts'
import { actions } from '../../src/actions/registry.ts'
import { MINUTE } from '../../src/contracts/clock.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { namesOf, tellers } from '../../src/reports/timeline-entries.ts'
import { answerText } from '../../src/slack/answer-words.ts'
import { agentsByKey } from '../../src/slack/cards/card-context.ts'
import { cardDataOf } from '../../src/slack/cards/card-data-of.ts'
import { lastAnswer } from '../../src/slack/review/last-answer.ts'
import { decide } from '../../src/workflow/decide.ts'
import type { RunState } from '../../src/workflow/state.ts'
import { NOW, play, received, result, results, verdict } from '../workflow/sample-run.ts'
import { halfApproved, split } from './sample-states.ts'

const of = (state: RunState) =>
  cardDataOf(state, { actions, agents: agentsByKey(agents), hasModel: false, now: NOW + MINUTE })
const decision_id = Object.keys(split.decisions)[0] ?? ''
const half = (kind: 'approve' | 'reject', state: RunState) =>
  ({ outcome: 'counted', decision_id, kind, status: 'open', weight: 'evidence', state }) satisfies Answer

describe('two people who do not agree', () => {
  it('are both on the card, each on their side', () => {
    const { question } = of(split)
    expect(question?.approvals.map(({ by, to }) => [by, to])).toEqual([
      ['U0ANA0001', 'hold it'],
      ['U0BEN0001', 'reject'],
    ])
    expect(agreementLine(question as QuestionData)).toMatch(
      /^\*1 of 2 to hold it:\* <@U0ANA0001> .* · \*1 of 2 to reject:\* <@U0BEN0001> .*; two must agree on one side$/,
    )
  })

  it('are told which side their own answer was on', () => {
    expect(answerText(half('reject', split))).toBe(
      '✅ Your rejection counted: 1 of 2 to reject. <@U0ANA0001> said otherwise, so it stays open. A second person must agree.',
    )
    expect(answerText(half('approve', halfApproved))).toBe(
      '✅ Your approval counted: 1 of 2 to hold it. A second person must agree.',
    )
    const last = lastAnswer({ answer: half('reject', split), kind: 'reject', decision: decision_id, tookMs: null })
    expect(last.text).toMatch(/^❌ \*#1042\*: Your rejection counted: 1 of 2 to reject\./)
  })

  it('stand in the story of the order by what they said', () => {
    const { events } = decide(verdict(halfApproved, 'fraud', 'reject', { by: 'U0BEN0001' }), halfApproved, NOW)
    const [told] = events.flatMap((event) => tellers(event, namesOf(events)))
    expect(told?.text).toBe('<@U0BEN0001> rejected "the action": 1 of 2')
  })

  it('leave only those with their names under the outcome who wanted it', () => {
    const closed = decide(verdict(split, 'fraud', 'reject', { by: 'U0CHO0001' }), split, NOW + MINUTE).state
    expect(of(closed).answered).toMatchObject([{ status: 'rejected', by: 'U0CHO0001', first: 'U0BEN0001' }])
  })

  it('are on one line where they chose between two agents', () => {
    const asked = play(
      received(),
      results(
        result('fraud', 'hold', { ask: true, four_eyes: true }),
        result('compliance', 'release', { ask: true, four_eyes: true }),
        result('stock', 'reserve'),
      ),
      { type: 'ask' },
    ).state
    const one = decide(verdict(asked, 'fraud', 'approve', { by: 'U0ANA0001' }), asked, NOW).state
    const two = decide(verdict(one, 'compliance', 'approve', { by: 'U0BEN0001' }), one, NOW + MINUTE).state
    expect(of(two).question?.approvals.map(({ by, to }) => [by, to])).toEqual([
      ['U0ANA0001', 'hold it'],
      ['U0BEN0001', 'release it'],
    ])
  })
})
