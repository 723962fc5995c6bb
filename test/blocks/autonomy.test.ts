// What a manager reads before granting: the sentences, the buttons, and Slack's limits.
import { describe, expect, it } from 'vitest'
import { demotionNote, demotionText } from '../../blocks/autonomy/demotion-note.ts'
import { ladder } from '../../blocks/autonomy/ladder.ts'
import { portfolioLines } from '../../blocks/autonomy/portfolio-words.ts'
import { relativeSentence, renewalSentence } from '../../blocks/autonomy/renewal-words.ts'
import {
  grantModal,
  howKnownModal,
  notYetModal,
  overrideModal,
  renewModal,
  takeBackModal,
} from '../../blocks/autonomy/trust-modals.ts'
import {
  bindingSentence,
  coverageSentence,
  grantSentence,
  type ScopeData,
  scopeTitle,
  standingSentence,
  textPicture,
} from '../../blocks/autonomy/trust-words.ts'
import { ACTIONS } from '../../blocks/ids.ts'
import { messageProblems, viewProblems } from '../../blocks/kit/check-blocks.ts'

const NOW = Date.UTC(2026, 10, 20, 9)
const scope = (patch: Partial<ScopeData> = {}): ScopeData => ({
  ...{ agent: 'refunds', version: '1.0.0', action: 'refund', segment: 'AU|0-50', level: 'L1', offer: 'L2' },
  ...{
    from_confidence: 0.85,
    decisions: 212,
    errors: 2,
    at_worst: 0.041,
    alpha: 0.05,
    alpha_eff: 0.045,
    catch_rate: 0.9,
  },
  ...{ log_evidence: Math.log(80), log_threshold: Math.log(20), attempt: 1, coverage: 0.96, estimate: 0.01 },
  ...{ audits: { done: 0, wrong: 0 }, cusum: 0, futile: false, binding: null, per_week: 45, alone_per_week: 38 },
  ...{ cap: 'US$ 50', grant: null, ask_again_at: null, history: [], renewal: null, relative: null, drift: null },
  money: null,
  course: Array.from({ length: 20 }, (_, index) => ({ after: index * 10 + 10, right: 0.99, at_least: 0.9 })),
  ...patch,
})

describe('the argument for a grant', () => {
  it('is one sentence with the worst case, and one with what it would mean', () => {
    expect(scopeTitle(scope())).toBe('Refund · AU, US$ 0-50')
    expect(standingSentence(scope())).toBe(
      '212 cases at confidence 0.85 and above checked, 2 wrong. At worst 4.1 % wrong (limit 5.0 %), however often you look.',
    )
    expect(grantSentence(scope(), 'L3')).toBe(
      'About 38 of 45 a week act alone, some of them audited, at worst about 2 wrong, at most US$ 50 each. It stops itself if it slips.',
    )
    const money = { per_week: 'US$ 1,200', usual: 'US$ 32' }
    expect(grantSentence(scope({ money, cap: null }), 'L2')).toBe(
      'About 38 of 45 a week, US$ 1,200 in all at the usual US$ 32 each, act unless somebody stops them, at worst about 2 wrong. It stops itself if it slips.',
    )
    expect(textPicture(scope())).toBe(
      'goal 95.0 % | now at least 95.9 % | evidence ████████████████████ 80.0:1 of 20.0:1',
    )
  })

  it('says what unanswered questions could hide, wherever a grant is weighed', () => {
    const twice = 'Had the rest been wrong twice as often, it would be at worst 4.3 % instead of 4.1 %.'
    expect(coverageSentence(scope())).toContain(twice)
    expect(JSON.stringify([grantModal(scope()).blocks]).match(/4\.3 %/g)).toHaveLength(1)
    expect(JSON.stringify([howKnownModal(scope(), false).blocks])).toContain(twice)
    expect(coverageSentence(scope({ coverage: 1 }))).not.toContain('Had the rest')
    expect(coverageSentence(scope({ decisions: 19 }))).not.toContain('Had the rest')
  })

  it('says no percentage under twenty cases', () => {
    expect(standingSentence(scope({ decisions: 19, errors: 0 }))).not.toContain('%')
  })

  it('names what binds while it is closed, with a date where time brings it', () => {
    const binds = (condition: string, have: number, need: number, daysLeft: number | null) =>
      bindingSentence({ futile: false, binding: { condition, have, need, daysLeft } })
    expect(binds('recent_errors', 0, 96, 4.2)).toBe(
      'Lately it was wrong too often: 96 more right answers in a row, about 5 days at this pace.',
    )
    expect(binds('recent_cases', 9.4, 7, null)).toBe(
      'Its last case is 9 days old: an offer stands for 7 days, so a newer case is needed.',
    )
    expect(binds('evidence', 60, 100, 11.2)).toBe(
      'Still about 40 more right answers in a row, about 12 days at this pace.',
    )
    expect(binds('evidence', 60, Number.POSITIVE_INFINITY, null)).toContain('no number of right answers')
    expect(binds('reviewers', 1, 2, null)).toBe('Only one person decided here: 2 are needed.')
    expect(binds('coverage', 0.7, 0.9, null)).toContain('70.0 % were answered')
    expect(binds('skill', 6, 83, null)).toContain('better than doing nothing')
    for (const condition of [
      'decisions',
      'days_or_decisions',
      'distinct_days',
      'days_without_severe',
      'seeds',
      'estimate',
      'veto_time',
      'audits',
    ])
      expect(binds(condition, 0.1, 5, 3).length, condition).toBeGreaterThan(20)
    expect(bindingSentence({ futile: true, binding: null })).toContain('must be mended')
  })
})

describe('the ladder', () => {
  const buttonsOf = (blocks: ReturnType<typeof ladder>) =>
    blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.flatMap((each) => ('action_id' in each ? [each.action_id] : [])) : [],
    )

  it('offers Grant and Not yet to those who may, and the evidence to everybody', () => {
    const blocks = ladder({ agent: 'refunds', scopes: [scope()], mayGrant: true, checking: undefined })
    expect(buttonsOf(blocks)).toEqual([ACTIONS.grant, ACTIONS.notYet, ACTIONS.howKnown])
    expect(buttonsOf(ladder({ agent: 'refunds', scopes: [scope()], mayGrant: false, checking: undefined }))).toEqual([
      ACTIONS.howKnown,
    ])
    expect(messageProblems(blocks)).toEqual([])
  })

  it('shows who granted it, until when, and that it was around a closed gate', () => {
    const grant = { by: 'U0ADA0001', at: NOW, expires_at: NOW + 1e9, override: 'peak week', from_confidence: 0.85 }
    const blocks = ladder({
      agent: 'refunds',
      scopes: [scope({ level: 'L3', offer: null, grant })],
      mayGrant: true,
      checking: undefined,
    })
    expect(JSON.stringify(blocks)).toContain('peak week')
    expect(buttonsOf(blocks)).toEqual([ACTIONS.takeBack, ACTIONS.howKnown])
  })

  it('keeps to a message with a hundred scopes, and says something with none', () => {
    const many = Array.from({ length: 100 }, (_, index) => scope({ segment: `AU|${index}` }))
    expect(messageProblems(ladder({ agent: 'refunds', scopes: many, mayGrant: true, checking: undefined }))).toEqual([])
    expect(JSON.stringify(ladder({ agent: 'refunds', scopes: [], mayGrant: true, checking: undefined }))).toContain(
      'starts by suggesting',
    )
  })
})

describe('shortly before the end of a grant', () => {
  const renewal = { lapses_at: NOW + 1e9, audits: { done: 60, wrong: 1 }, estimate: 0.0167 }
  const grant = { by: 'U0ADA0001', at: NOW, expires_at: NOW + 1e9, override: null, from_confidence: 0.85 }
  const ending = (offer: 'L2' | 'L3' | null, binding: ScopeData['binding'] = null) =>
    scope({ ...{ level: 'L3', offer: null, grant }, renewal: { ...renewal, offer, binding } })

  it('offers Renew to those who may, with what the audits found', () => {
    const blocks = ladder({ agent: 'refunds', scopes: [ending('L3')], mayGrant: true, checking: undefined })
    expect(JSON.stringify(blocks)).toContain(ACTIONS.renew)
    const shown = ladder({ agent: 'refunds', scopes: [ending('L3')], mayGrant: false, checking: undefined })
    expect(JSON.stringify(shown)).not.toContain(ACTIONS.renew)
    expect(renewalSentence(ending('L3'))).toMatch(
      /unless it is renewed. 60 audits since it was granted, 1 wrong: about 1.7 % of all it did. \*Renew\* = the same terms for another while\.$/,
    )
    expect(renewalSentence(ending('L2'))).toContain('acts unless stopped from then on: the policy allows no more')
  })

  it('says what is missing, and that people are asked from a day on', () => {
    const missing = ending(null, { condition: 'audits', have: 40, need: 50, daysLeft: 40 })
    expect(renewalSentence(missing)).toContain('cannot be renewed yet. Still 10 audits, about 40 days at this pace.')
    expect(renewalSentence(missing)).toContain('from then on it suggests and people are asked')
    expect(renewModal(missing).submit).toBeUndefined()
    expect(renewModal(ending('L3')).submit).toBeDefined()
    expect(renewalSentence(scope())).toBe('')
  })
})

describe('beside other things', () => {
  it('a limit that follows doing nothing says so in plain words, and only then', () => {
    expect(relativeSentence(scope())).toBe('')
    expect(relativeSentence(scope({ alpha: 0.0225, relative: { base_error: 0.045, policy_alpha: 0.05 } }))).toBe(
      'Doing nothing would be wrong in only 4.5 % of these cases, so the usual limit of 5.0 % could be worse than that: its limit is half of it, 2.3 %.',
    )
  })

  it('many scopes are held against each other, and the caution stands with it', () => {
    expect(portfolioLines(null)).toEqual([])
    const said = portfolioLines({ scopes: 27, kept: 9, doubtful: [scope()] }).join(' ')
    expect(said).toContain('27 scopes are looked at')
    expect(said).toContain('at most one in twenty is expected not to be good enough')
    expect(said).toContain('Of the most it ever reached it would say nothing')
  })
})

describe('the windows', () => {
  const history = [{ at: NOW, by: 'U0ADA0001', text: 'not yet: <!channel> after the sale' }]
  it.each([
    ['grant', grantModal(scope())],
    [
      'grant, meanwhile closed',
      grantModal(scope({ offer: null, binding: { condition: 'reviewers', have: 1, need: 2, daysLeft: null } })),
    ],
    ['not yet', notYetModal(scope())],
    ['take back', takeBackModal(scope())],
    ['override', overrideModal(scope({ offer: null }))],
    ['how known', howKnownModal(scope({ history }), true)],
  ])('%s keeps to the limits, and nothing from outside becomes a mention', (_name, view) => {
    expect(viewProblems(view)).toEqual([])
    expect(JSON.stringify(view)).not.toContain('<!channel>')
  })

  it('let only admins go around a closed gate', () => {
    const closed = scope({ offer: null })
    expect(JSON.stringify(howKnownModal(closed, true))).toContain(ACTIONS.grantAnyway)
    expect(JSON.stringify(howKnownModal(closed, false))).not.toContain(ACTIONS.grantAnyway)
    expect(JSON.stringify(howKnownModal(scope(), true))).not.toContain(ACTIONS.grantAnyway)
  })
})

describe('a demotion', () => {
  it('says what happened, why, and that people are asked again', () => {
    const note = {
      scope: { agent: 'refunds', version: '1.0.0', action: 'refund', segment: 'AU|0-50' },
      ...{ from: 'L3' as const, because: '5 of 40 audits found it wrong', by: null },
    }
    expect(messageProblems(demotionNote(note))).toEqual([])
    expect(demotionText(note)).toContain('5 of 40 audits')
    expect(JSON.stringify(demotionNote(note))).toContain('It happened by itself')
  })
})
