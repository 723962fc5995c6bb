// People, groups, channels, dates and links inside texts. Drawn by our own components, so that names follow the live workspace.
import type { MessageProps } from 'slack-blocks-to-jsx'
import { usePage } from '../frame/page-context.ts'

type Hooks = NonNullable<MessageProps['hooks']>

function PersonMention({ id }: { id: string }) {
  const { directory } = usePage()
  const isMe = directory.me?.id === id
  return <span className={isMe ? 'mention mention-me' : 'mention'}>@{directory.nameOf(id)}</span>
}

function GroupMention({ id }: { id: string }) {
  const { directory, known } = usePage()
  const isMine = known.workspace.groups.some((each) => each.id === id && each.users.includes(known.workspace.me))
  return <span className={isMine ? 'mention mention-me' : 'mention'}>@{directory.groupHandle(id) ?? id}</span>
}

function ChannelMention({ id }: { id: string }) {
  const { directory, go } = usePage()
  const channel = directory.channel(id)
  if (channel === undefined) return <span className="mention">#{id}</span>
  return (
    <button
      type="button"
      className="mention"
      onClick={() => go({ spot: { type: 'channel', channel: id }, thread: null })}
    >
      {directory.titleOf(channel)}
    </button>
  )
}

/** Slack's date tokens; anything else in the format stays as written. */
const DATE_FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { dateStyle: 'short' },
  date: { dateStyle: 'long' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { dateStyle: 'full' },
  date_pretty: { dateStyle: 'long' },
  date_short_pretty: { month: 'short', day: 'numeric' },
  date_long_pretty: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
}

export function formatSlackDate(seconds: number, format: string): string {
  return format.replace(/\{(\w+)\}/g, (whole: string, name: string) => {
    const style = DATE_FORMATS[name]
    return style === undefined ? whole : new Intl.DateTimeFormat(undefined, style).format(seconds * 1_000)
  })
}

export function isSafeLink(href: string): boolean {
  return /^(https?:|mailto:|tel:|\/)/i.test(href)
}

const everyone = (text: string) => <span className="mention mention-me">{text}</span>

export const mentionHooks: Hooks = {
  user: ({ id }) => <PersonMention id={id} />,
  usergroup: ({ id }) => <GroupMention id={id} />,
  channel: ({ id }) => <ChannelMention id={id} />,
  atHere: () => everyone('@here'),
  atChannel: () => everyone('@channel'),
  atEveryone: () => everyone('@everyone'),
  date: ({ timestamp, format, link, fallback }) => {
    const text = Number.isFinite(Number(timestamp)) ? formatSlackDate(Number(timestamp), format) : fallback
    const time = <time title={fallback}>{text}</time>
    return link !== null && isSafeLink(link) ? <a href={link}>{time}</a> : time
  },
  link: ({ href, children }) =>
    isSafeLink(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
}
