// Help for every command: what it does, how it is typed, and the same as `/countersign <word>`.
import type { KnownBlock } from '@slack/web-api'
import { header, sections } from './kit/elements.ts'
import { say } from './kit/text.ts'

/** `longOnly`: Slack has a command of this name itself, so it is typed as `/countersign <word>`. */
export type CommandHelp = {
  word: string
  about: string
  usage: { typed: string; does: string }[]
  longOnly?: true
}

export function helpFor(help: CommandHelp): KnownBlock[] {
  const { word, about, longOnly } = help
  return [
    header(nameOf(help)),
    ...sections([
      about,
      ...usageLines(help),
      longOnly ? '' : `_Where \`/${word}\` is taken by another app: \`/countersign ${word} …\`_`,
    ]),
  ]
}

function nameOf({ word, longOnly }: CommandHelp): string {
  return longOnly ? `/countersign ${word}` : `/${word}`
}

function usageLines(help: CommandHelp): string[] {
  return help.usage.map(({ typed, does }) => `• \`${nameOf(help)}${typed === '' ? '' : ` ${typed}`}\` ${does}`)
}

export function helpForAll(
  commands: readonly CommandHelp[],
  unknown?: { typed: string; near: string | null },
): KnownBlock[] {
  return [
    header('Countersign'),
    ...sections([
      unknown === undefined ? '' : unknownText(unknown),
      "Agents propose, people countersign. Questions come as cards; your open reviews are in the app's Home tab.",
      ...commands.flatMap(usageLines),
      '_Each also as `/countersign <word>`._',
    ]),
  ]
}

function unknownText({ typed, near }: { typed: string; near: string | null }): string {
  return `There is no command "${say(typed, 60)}".${near === null ? '' : ` Did you mean \`/countersign ${near}\`?`}`
}
