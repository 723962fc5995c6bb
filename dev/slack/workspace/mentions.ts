// Who a message is aimed at, and how typed "@name" and "#channel" become Slack's <@U…> and <#C…>.
import type { Channel, UserGroup } from '../contract.ts'
import type { Channels } from './channels.ts'
import type { Members } from './members.ts'
import type { StoredMessage } from './stored-message.ts'

const EVERYONE = /<!(here|channel|everyone)/

export function mentionsUser(about: {
  user: string
  channel: Channel
  message: Pick<StoredMessage, 'text' | 'blocks'>
  groups: readonly UserGroup[]
}): boolean {
  const { user, channel, message, groups } = about
  if (channel.kind === 'im') return true
  const said = message.blocks.length === 0 ? message.text : `${message.text} ${JSON.stringify(message.blocks)}`
  if (said.includes(`<@${user}`) || EVERYONE.test(said)) return true
  return groups.some((group) => group.users.includes(user) && said.includes(`<!subteam^${group.id}`))
}

const TYPED_NAME = /(^|[\s(])([@#])([a-z0-9][a-z0-9._-]*)/gi

/** `withNames`: slash commands with should_escape carry the name too, <@U1|ana>. */
export function linkMentions(text: string, known: { members: Members; channels: Channels }, withNames = false): string {
  return text.replace(TYPED_NAME, (whole: string, before: string, sign: string, typed: string) => {
    const name = typed.replace(/[.]+$/, '').toLowerCase()
    const trail = typed.slice(name.length)
    const target = sign === '@' ? known.members.byName(name) : known.channels.byName(name)
    if (target === undefined) return whole
    return `${before}<${sign}${target.id}${withNames ? `|${name}` : ''}>${trail}`
  })
}
