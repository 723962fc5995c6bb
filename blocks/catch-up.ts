// Said once in a channel after Slack could not be reached: since when until when, who got more time, what could not wait.
import type { KnownBlock } from '@slack/web-api'
import { sections } from './kit/elements.ts'
import { count, say } from './kit/text.ts'
import { time } from './kit/when.ts'

export type CatchUp = {
  from: number
  to: number
  /** Questions that are still asked, with a deadline that waited. */
  given_time: number
  /** Orders nobody could answer for in time. `due`: what set the deadline, empty when only the policy did. */
  ran_out: { number: string; due: string; instead: Instead }[]
}

type Instead = 'held' | 'skipped' | 'nothing'

const NAMED = 10

export function catchUp({ from, to, given_time, ran_out }: CatchUp): { text: string; blocks: KnownBlock[] } {
  const parts = [
    `Slack could not be reached ${time(from)}–${time(to)}.`,
    given_time > 0 ? `${count(given_time, 'question')} got more time.` : '',
    couldNotWait(ran_out, 'held'),
    couldNotWait(ran_out, 'skipped'),
    couldNotWait(ran_out, 'nothing'),
  ].filter((part) => part !== '')
  const text = parts.join(' ')
  return { text, blocks: sections([`📡 ${text}`]) }
}

function couldNotWait(all: CatchUp['ran_out'], instead: Instead): string {
  const some = all.filter((each) => each.instead === instead)
  if (some.length === 0) return ''
  const names = some
    .slice(0, NAMED)
    .map(({ number, due }) => `#${say(number.replace(/^#/, ''), 40)}${due === '' ? '' : ` (${say(due, 80)})`}`)
  const more = some.length > NAMED ? `, and ${some.length - NAMED} more` : ''
  const were = some.length === 1 ? 'was' : 'were'
  const became = instead === 'nothing' ? `${were} left alone` : `${were} ${instead}`
  return `${some.length} could not wait and ${became}: ${names.join(', ')}${more}.`
}
