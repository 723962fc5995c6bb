// Help for every command: what it does, how it is typed, and the same as `/countersign <word>`.
import type { KnownBlock } from '@slack/web-api'
import { header, sections } from './kit/elements.ts'
import { say } from './kit/text.ts'

export type CommandHelp = { word: string; about: string; usage: { typed: string; does: string }[] }

export function helpFor({ word, about, usage }: CommandHelp): KnownBlock[] {
  return [
    header(`/${word}`),
    ...sections([
      about,
      ...usage.map(({ typed, does }) => `• \`/${word}${typed === '' ? '' : ` ${typed}`}\` ${does}`),
      `_Where \`/${word}\` is taken by another app: \`/countersign ${word} …\`_`,
    ]),
  ]
}

export function helpForAll(commands: readonly CommandHelp[], unknown?: string): KnownBlock[] {
  return [
    header('Countersign'),
    ...sections([
      unknown === undefined ? '' : `There is no command "${say(unknown, 60)}".`,
      "Agents propose, people countersign. Questions come as cards; your open reviews are in the app's Home tab.",
      ...commands.flatMap(({ word, usage }) =>
        usage.map(({ typed, does }) => `• \`/${word}${typed === '' ? '' : ` ${typed}`}\` ${does}`),
      ),
      '_Each also as `/countersign <word>`._',
    ]),
  ]
}
