// A slip of the finger is understood; a different word is not bent into one of ours.
import { describe, expect, it } from 'vitest'
import { nearestWord } from '../../src/slack/listeners/commands/nearest-word.ts'

const words = ['order', 'review', 'agents', 'stuck', 'costs', 'away', 'setup', 'help']

describe('the nearest word', () => {
  it.each([
    ['oder', 'order'],
    ['ordre', 'order'],
    ['Orders', 'order'],
    ['stcuk', 'stuck'],
    ['reviwe', 'review'],
    ['agent', 'agents'],
    ['cost', 'costs'],
    ['hlep', 'help'],
    ['rev', 'review'],
  ])('to %j is %j', (typed, word) => {
    expect(nearestWord(typed, words)).toBe(word)
  })

  it.each(['dance', 'x', '', 'invoice', 'a-very-long-word-that-nobody-meant'])('to %j is none', (typed) => {
    expect(nearestWord(typed, words)).toBeNull()
  })
})
