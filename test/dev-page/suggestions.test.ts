import { describe, expect, it } from 'vitest'
import {
  applySuggestion,
  isCommand,
  isWholeCommand,
  linkGroups,
  suggestionsFor,
} from '../../dev/page/state/suggestions.ts'
import { workspace } from './states.ts'

const commands = [
  { command: '/order', description: 'What happened to an order', usageHint: '<id>', shouldEscape: true },
  { command: '/review', description: 'Open cards', usageHint: '', shouldEscape: false },
  { command: '/countersign-order', description: 'The same under our name', usageHint: '', shouldEscape: false },
]
const { users, groups } = workspace()
const people = users.filter((each) => !each.isBot && !each.deleted)

function offered(draft: string, caret = draft.length) {
  return suggestionsFor({ draft, caret, commands, people, groups })
}
const titles = (draft: string, caret?: number) => offered(draft, caret)?.items.map((each) => each.title) ?? []

describe('slash commands while typing', () => {
  it('are all offered after "/", with what they do', () => {
    expect(titles('/')).toEqual(['/order <id>', '/review', '/countersign-order'])
    expect(offered('/')?.items[0]?.detail).toBe('What happened to an order')
  })

  it('are narrowed by what was typed, at the start of any word', () => {
    expect(titles('/rev')).toEqual(['/review'])
    expect(titles('/ORD')).toEqual(['/order <id>'])
  })

  it('are offered at the start of the line only, and not once arguments are typed', () => {
    expect(titles('see /order')).toEqual([])
    expect(titles('/order 1042')).toEqual([])
  })

  it('are not offered where there are none', () => {
    expect(suggestionsFor({ draft: '/', caret: 1, commands: [], people, groups })).toBeNull()
  })

  it('take the place of what was typed', () => {
    const suggestions = offered('/or')
    expect(suggestions).not.toBeNull()
    if (suggestions === null) return
    expect(applySuggestion({ draft: '/or', suggestions, index: 0 })).toEqual({ draft: '/order ', caret: 7 })
  })

  it('typed in full are sent by Enter instead of completed again', () => {
    expect(isWholeCommand('/review', commands)).toBe(true)
    expect(isWholeCommand('/rev', commands)).toBe(false)
    expect([isCommand('/order 1'), isCommand('/ 1'), isCommand('no /order')]).toEqual([true, false, false])
  })
})

describe('mentions while typing', () => {
  it('offer people, groups and everyone by any of their names', () => {
    expect(titles('@')).toEqual(['Ana Lim', 'Ben Okafor', '@reviewers', '@here', '@channel'])
    expect(titles('ask @oka')).toEqual(['Ben Okafor'])
    expect(titles('@rev')).toEqual(['@reviewers'])
  })

  it('replace only the mention under the caret', () => {
    const draft = 'ask @be about it'
    const suggestions = offered(draft, 7)
    expect(suggestions?.items.map((each) => each.title)).toEqual(['Ben Okafor'])
    if (suggestions === null) return
    expect(applySuggestion({ draft, suggestions, index: 0 }).draft).toBe('ask @ben  about it')
  })

  it('are not seen inside an address', () => {
    expect(titles('write to ana@be')).toEqual([])
  })

  it('of groups and everyone are sent in Slack’s own words, names of people are left to the workspace', () => {
    expect(linkGroups('@here and (@reviewers) and @ben', groups)).toBe('<!here> and (<!subteam^S1>) and @ben')
  })
})
