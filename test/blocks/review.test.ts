// The windows of a review and the brief: Slack takes them whatever is in them, and they say what decides.
import { describe, expect, it } from 'vitest'
import { briefCard, briefText, caughtUp } from '../../blocks/brief.ts'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'
import { caseWindow, placeWords } from '../../blocks/review/case-window.ts'
import { summary } from '../../blocks/review/done-window.ts'
import { weightWords } from '../../blocks/review/weight-words.ts'
import { checkMessageBlocks, checkView } from '../../dev/slack/block-rules/check.ts'
import { briefs, reviewViews } from './every-review.ts'
import { buttonsOf, read } from './read.ts'
import { card, disagreement, NOW, question } from './samples.ts'

const HOSTILE = {
  'a word': 'Sample',
  nothing: '',
  'five thousand signs that grow': '&'.repeat(5_000),
  'a call to everybody': '<!channel> <@U0ANA0001> *bold*\nnext',
}

describe.each(Object.entries(HOSTILE))('with %s', (_name, text) => {
  it.each(Object.entries(reviewViews))('the window "%s" is one that Slack takes', (_which, build) => {
    expect(viewProblems(build(text))).toEqual([])
    expect(checkView(build(text), 'modal').status).toBe('ok')
  })

  it.each(Object.entries(briefs))('the message "%s" is one that Slack takes', (_which, build) => {
    expect(messageProblems(build(text))).toEqual([])
    expect(checkMessageBlocks(build(text))).toEqual([])
  })
})

describe('a case in review', () => {
  const shown = (data = card()) => {
    if (!data.question) throw new Error('no question')
    return caseWindow({
      data,
      question: data.question,
      place: { number: 3, of: 41, due: { count: 12, by: NOW } },
      last: null,
      alike: null,
      metadata: '{}',
    })
  }

  it('hides nothing that would change the decision', () => {
    const long = `${'a reason that goes on and on '.repeat(20)}and ends here`
    const text = read(
      shown(card({ question: question({ against: [long], unchecked: ['the stock'], why: ['above the limit'] }) })),
    )
    for (const part of ['and ends here', 'the stock', 'above the limit', 'Approving', 'Rejecting'])
      expect(text).toContain(part)
  })

  it('offers what it does by name, every reason to reject with one tap, and to skip', () => {
    const { blocks } = shown()
    const [answers] = blocks.filter(({ type }) => type === 'actions')
    expect(buttonsOf([answers] as never).map(({ label }) => label)).toEqual(['Hold it', 'Skip'])
    expect(read([answers] as never)).toContain('wrong_call|missing_information')
  })

  it('shows both sides of a contradiction and no plain reject', () => {
    const { blocks } = shown(disagreement())
    const text = read(blocks as never)
    expect(text).not.toContain('static_select')
    expect(blocks.filter(({ type }) => type === 'actions')).toHaveLength(2)
  })

  it('says that two must agree, and who did', () => {
    const one = question({ needs_two: true, approvals: [{ by: 'U0ANA0001', at: NOW, to: 'hold it' }] })
    expect(read(shown(card({ question: one })))).toContain('1 of 2 to hold it:* <@U0ANA0001>')
    expect(read(shown(card({ question: question({ needs_two: true }) })))).toContain('Two people must approve')
  })

  it('says where one is', () => {
    expect(placeWords({ number: 3, of: 41, due: null })).toBe('3 of 41')
    expect(placeWords({ number: 3, of: 41, due: { count: 12, by: NOW } })).toMatch(/^3 of 41 · \*12\* due by <!date/)
  })
})

describe('in words', () => {
  it('an answer that is no evidence says so, and why', () => {
    expect(weightWords('evidence', 900)).toBe('')
    expect(weightWords('too_fast', 1_234)).toBe('Counted as done, not as evidence: answered in 1.2 s.')
    expect(weightWords('over_the_hour', null)).toMatch(/^Counted as done, not as evidence: .*this hour/)
    expect(weightWords('fast_series', null)).toMatch(/^Counted as done, not as evidence: .*one minute/)
  })

  it('a session adds up', () => {
    const counted = { approved: 38, rejected: 3, looked: 0, unproven: 5, tookMs: 12 * 60_000 }
    const rest = { filter: '', aside: 0, claimed: [], others: 0, last: null, metadata: '' }
    expect(summary({ ...counted, ...rest })).toBe(
      '*41 done in 12 min*: 38 approved, 3 rejected; 5 counted as done, not as evidence.',
    )
  })

  it('a brief says what is open, due, alike and held, and how to begin', () => {
    const data = {
      open: 300,
      above: 40,
      urgent: { count: 12, due: { count: 12, by: NOW } },
      alike: { count: 41, why: 'same address rule', filter: 'alike:01234567' },
      held: { count: 5, since: NOW },
      first: [],
    }
    const text = read(briefCard(data))
    for (const part of ['# 300 questions are open', '*12* due by', '*41* alike (same address rule)', 'were *held*'])
      expect(text).toContain(part)
    expect(text).toContain('[Start: 12 urgent] [Start: 41 alike] [Review all]')
    expect(briefText(data)).toMatch(/^300 questions open · 12 due by/)
    expect(caughtUp({ open: 18 }).text).toContain('18 that are still open follow below')
  })
})
