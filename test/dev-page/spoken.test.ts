import { expect, it } from 'vitest'
import { createDirectory } from '../../dev/page/state/directory.ts'
import { spokenMessage, spokenText } from '../../dev/page/state/spoken.ts'
import { message, workspace } from './states.ts'

const directory = createDirectory(workspace())

it('a message is said with names instead of ids and without markup', () => {
  const text = '*<@BEN>* in <#C1>: <!subteam^S1> <!here> <https://a.example|the report> &lt;5 &amp; `x`'
  expect(spokenText(text, directory)).toBe('Ben Okafor in #orders: @reviewers @here the report <5 & x')
})

it('a message says who, where, and whether only you can see it', () => {
  const told = message({ ts: '1.1', user: 'BOT', text: 'done', ephemeral: true })
  expect(spokenMessage(told, directory)).toBe('Order desk in #orders, only visible to you: done')
})
