// Whether an agent is better than doing nothing, from the cases in which it differs: only what is evidence for the gate is evidence here.
import { describe, expect, it } from 'vitest'
import { skillOf } from '../../src/trust/survey.ts'
import { row, scope, wrong } from './sample-evidence.ts'

const departing = { departs: true }

describe('the skill of an agent', () => {
  it.each([
    ['an approval', row(departing), { improvements: 1, harms: 0 }],
    ['a rejection', wrong(departing), { improvements: 0, harms: 1 }],
    [
      'an edit of what is executed',
      row({ ...departing, status: 'edited', verdict: 'edit', executed: 'g' }),
      { improvements: 0, harms: 1 },
    ],
    ['an edit of words', row({ ...departing, status: 'edited', verdict: 'edit' }), { improvements: 1, harms: 0 }],
    ['an approval that came too fast', row({ ...departing, weight: 'too_fast' }), { improvements: 0, harms: 0 }],
    [
      'a wish for changes',
      row({ ...departing, status: 'changes_requested', verdict: 'request_changes', executed: null }),
      { improvements: 0, harms: 0 },
    ],
    [
      'a rejection because the policy changed',
      wrong({ ...departing, reason_code: 'policy_changed' }),
      { improvements: 0, harms: 0 },
    ],
    ['an approval that was charged back', row({ ...departing, outcome: 'chargeback' }), { improvements: 0, harms: 1 }],
    ['what equals doing nothing', row(), { improvements: 0, harms: 0 }],
  ])('counts %s as the gate does', (_name, one, expected) => {
    expect(skillOf([one])).toEqual(expected)
  })

  it('counts no approval of people whose answers say nothing, nor unseen ones of what has to be seen', () => {
    const rows = [
      row(departing),
      row({ ...departing, verdict_by: 'UFAST' }),
      row({ ...departing, action: 'backorder' }),
      row({ ...departing, action: 'backorder', evidence_opened: true }),
    ]
    const considered = (action: string) => ({
      trustedBy: (user: string) => user !== 'UFAST',
      mustOpen: action !== scope.action,
    })
    expect(skillOf(rows, considered)).toEqual({ improvements: 2, harms: 0 })
  })
})
