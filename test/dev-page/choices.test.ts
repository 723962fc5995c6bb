import { describe, expect, it } from 'vitest'
import { choiceGroups, filterGroups, isExternal, isMulti, type SelectElement } from '../../dev/page/state/choices.ts'
import { createDirectory } from '../../dev/page/state/directory.ts'
import { channel, workspace } from './states.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const option = (value: string, description?: string) => ({
  text: plain(value),
  value,
  ...(description === undefined ? {} : { description: plain(description) }),
})
const directory = createDirectory(
  workspace({
    channels: [
      channel({ id: 'C1', name: 'orders' }),
      channel({ id: 'C2', name: 'night', kind: 'private' }),
      channel({ id: 'D2', name: '', kind: 'im', members: ['ANA', 'BEN'] }),
    ],
  }),
)

function values(element: object): string[][] {
  return choiceGroups(element as SelectElement, directory).map((group) => group.choices.map((each) => each.value))
}

describe('the choices of a menu', () => {
  it('are the options of the app, in their groups and their order', () => {
    expect(values({ type: 'static_select', options: [option('b'), option('a')] })).toEqual([['b', 'a']])
    const groups = [
      { label: plain('One'), options: [option('x')] },
      { label: plain('Two'), options: [option('y')] },
    ]
    expect(values({ type: 'multi_static_select', option_groups: groups })).toEqual([['x'], ['y']])
  })

  it('are the people, without the app and without those who left', () => {
    expect(values({ type: 'users_select' })).toEqual([['ANA', 'BEN']])
  })

  it('are the conversations the filter lets through', () => {
    expect(values({ type: 'channels_select' })).toEqual([['C1']])
    expect(values({ type: 'conversations_select' })).toEqual([['C2', 'C1'], ['D2']])
    expect(values({ type: 'conversations_select', filter: { include: ['private'] } })).toEqual([['C2']])
  })

  it('are narrowed by label and description, and empty groups vanish', () => {
    const groups = choiceGroups(
      {
        type: 'static_select',
        action_id: 'a',
        options: [option('Kerry', 'to Malaysia'), option('Ninja Van')],
      } as SelectElement,
      directory,
    )
    expect(filterGroups(groups, 'malay').flatMap((each) => each.choices.map((choice) => choice.value))).toEqual([
      'Kerry',
    ])
    expect(filterGroups(groups, 'nothing')).toEqual([])
  })

  it('know which menus take several and which ask the app', () => {
    expect(isMulti({ type: 'multi_users_select', action_id: 'a' })).toBe(true)
    expect(isExternal({ type: 'external_select', action_id: 'a' })).toBe(true)
    expect(isMulti({ type: 'static_select', action_id: 'a', options: [] })).toBe(false)
  })
})
