// What the composer offers while somebody types: slash commands at the start of a line, people and groups after an "@".
import type { Member, SlashCommand, UserGroup } from '../../slack/contract.ts'

export interface Suggestion {
  key: string
  /** The text that takes the place of `from..to`. */
  insert: string
  title: string
  detail: string
}

export interface Suggestions {
  /** The stretch of the draft that a choice replaces. */
  from: number
  to: number
  items: Suggestion[]
}

const MAX_ITEMS = 8
const TYPED_COMMAND = /^\/[a-z0-9_-]*$/i
const TYPED_MENTION = /(^|[\s(])@([a-z0-9._-]*)$/i

const EVERYONE: Suggestion[] = [
  { key: '!here', insert: '@here ', title: '@here', detail: 'Everyone who is active in this channel' },
  { key: '!channel', insert: '@channel ', title: '@channel', detail: 'Everyone in this channel' },
]

export function suggestionsFor(options: {
  draft: string
  caret: number
  /** Empty inside threads, where Slack has no commands. */
  commands: readonly SlashCommand[]
  people: readonly Member[]
  groups: readonly UserGroup[]
}): Suggestions | null {
  const { draft, caret, commands } = options
  const typed = draft.slice(0, caret)
  if (TYPED_COMMAND.test(typed) && caret === draft.length) {
    const items = matching(commands, (each) => each.command, typed).map(commandSuggestion)
    return items.length === 0 ? null : { from: 0, to: caret, items }
  }
  const mention = TYPED_MENTION.exec(typed)
  if (mention === null) return null
  const items = mentionSuggestions(mention[2] ?? '', options)
  return items.length === 0 ? null : { from: caret - (mention[2] ?? '').length - 1, to: caret, items }
}

/** A command typed in full is sent, not completed, when Enter is pressed. */
export function isWholeCommand(draft: string, commands: readonly SlashCommand[]): boolean {
  return commands.some((each) => each.command === draft.trim())
}

export function isCommand(draft: string): boolean {
  return /^\/[a-z]/i.test(draft)
}

export function applySuggestion(options: { draft: string; suggestions: Suggestions; index: number }): {
  draft: string
  caret: number
} {
  const { draft, suggestions, index } = options
  const chosen = suggestions.items[index]
  if (chosen === undefined) return { draft, caret: draft.length }
  const head = draft.slice(0, suggestions.from) + chosen.insert
  return { draft: head + draft.slice(suggestions.to), caret: head.length }
}

/** "@here" and "@group" as Slack writes them; the workspace itself links the names of people and channels. */
export function linkGroups(draft: string, groups: readonly UserGroup[]): string {
  return draft.replace(/(^|[\s(])@([a-z0-9._-]+)/gi, (whole: string, before: string, name: string) => {
    if (/^(here|channel|everyone)$/.test(name)) return `${before}<!${name}>`
    const group = groups.find((each) => each.handle === name)
    return group === undefined ? whole : `${before}<!subteam^${group.id}>`
  })
}

function commandSuggestion(command: SlashCommand): Suggestion {
  const title = command.usageHint === '' ? command.command : `${command.command} ${command.usageHint}`
  return { key: command.command, insert: `${command.command} `, title, detail: command.description }
}

function mentionSuggestions(
  typed: string,
  from: { people: readonly Member[]; groups: readonly UserGroup[] },
): Suggestion[] {
  const people = matching(from.people, (each) => `${each.name} ${each.realName}`, typed).map((each) => ({
    key: each.id,
    insert: `@${each.name} `,
    title: each.realName || each.name,
    detail: each.title === '' ? `@${each.name}` : `@${each.name} · ${each.title}`,
  }))
  const groups = matching(from.groups, (each) => `${each.handle} ${each.name}`, typed).map((each) => ({
    key: each.id,
    insert: `@${each.handle} `,
    title: `@${each.handle}`,
    detail: each.name,
  }))
  const everyone = matching(EVERYONE, (each) => each.title.slice(1), typed)
  return [...people, ...groups, ...everyone].slice(0, MAX_ITEMS)
}

/** Matches at the start of any word; those that start with what was typed come first. */
function matching<T>(all: readonly T[], words: (item: T) => string, typed: string): T[] {
  const wanted = typed.toLowerCase()
  return all
    .filter((each) => {
      const text = words(each).toLowerCase()
      return text.startsWith(wanted) || text.split(/[\s_./-]+/).some((word) => word.startsWith(wanted))
    })
    .sort(
      (a, b) => Number(words(b).toLowerCase().startsWith(wanted)) - Number(words(a).toLowerCase().startsWith(wanted)),
    )
}
