// One message: who and when, what it says, what can be done with it, and how many answered.
import { memo } from 'react'
import type { Message } from '../../slack/contract.ts'
import { BlockList } from '../blocks/block-list.tsx'
import { Mrkdwn } from '../blocks/display.tsx'
import { PlaceFailure, PlaceForm, usePlaceForm } from '../elements/place-form.tsx'
import { Avatar } from '../frame/avatar.tsx'
import { useNow } from '../frame/browser-hooks.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { clockTime, fullTime, timeAgo, tsToMs } from '../state/times.ts'
import { MessageActions } from './message-actions.tsx'
import { MessageExtras } from './message-extras.tsx'

interface Shown {
  message: Message
  compact?: boolean
  highlighted?: boolean
  /** Inside a thread pane there is no thread to open. */
  inThread?: boolean
}

export const MessageItem = memo(function MessageItem(props: Shown) {
  const { message, compact = false, highlighted = false, inThread = false } = props
  const { directory, known } = usePage()
  const name = directory.nameOf(message.user)
  const isBot = directory.member(message.user)?.isBot === true || message.user === known.workspace.app.botUserId
  return (
    <li
      className="message"
      data-ts={message.ts}
      data-compact={compact || undefined}
      data-ephemeral={message.ephemeral || undefined}
      data-highlighted={highlighted || undefined}
    >
      <div className="message-gutter">{compact ? <TimeLink message={message} /> : <Avatar user={message.user} />}</div>
      <article className="message-main" aria-label={`${name}, ${clockTime(tsToMs(message.ts))}`}>
        {message.ephemeral ? (
          <p className="only-you">
            <Icon name="eye" /> Only visible to you
          </p>
        ) : null}
        {message.broadcast && !inThread ? <p className="replied-note">replied in a thread</p> : null}
        {compact ? null : (
          <p className="message-head">
            <strong className="author">{name}</strong>
            {isBot ? <span className="app-tag">App</span> : null}
            <TimeLink message={message} />
          </p>
        )}
        <MessageBody message={message} />
        <MessageExtras message={message} />
        {message.replyCount > 0 && !inThread ? <ThreadLine message={message} /> : null}
      </article>
      <MessageActions message={message} inThread={inThread} />
    </li>
  )
})

function MessageBody({ message }: { message: Message }) {
  const place = { type: 'message', channel: message.channel, ts: message.ts } as const
  const form = usePlaceForm({ place, blocks: message.blocks })
  return (
    <PlaceForm form={form}>
      <div className="message-body">
        {message.blocks.length === 0 ? <Mrkdwn text={message.text} /> : <BlockList blocks={message.blocks} />}
        {message.edited ? <span className="edited">(edited)</span> : null}
        <PlaceFailure form={form} />
      </div>
    </PlaceForm>
  )
}

function TimeLink({ message }: { message: Message }) {
  const ms = tsToMs(message.ts)
  return (
    <a className="message-time" href={message.permalink} title={fullTime(ms)}>
      <time dateTime={new Date(ms).toISOString()}>{clockTime(ms)}</time>
    </a>
  )
}

function ThreadLine({ message }: { message: Message }) {
  const { go } = usePage()
  const now = useNow()
  const { replyCount, replyUsers, latestReply } = message
  return (
    <button
      type="button"
      className="thread-line"
      onClick={() => go({ thread: { channel: message.channel, ts: message.ts } })}
    >
      <span className="thread-faces">
        {replyUsers.slice(0, 4).map((each) => (
          <Avatar key={each} user={each} size="small" />
        ))}
      </span>
      <span className="thread-count">
        {replyCount} {replyCount === 1 ? 'reply' : 'replies'}
      </span>
      {latestReply === null ? null : (
        <span className="thread-when">Last reply {timeAgo(tsToMs(latestReply), now)}</span>
      )}
    </button>
  )
}
