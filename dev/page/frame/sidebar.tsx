// Channels, direct messages and the app, with what is unread in each.
import type { ReactNode } from 'react'
import type { ChannelView } from '../../slack/contract.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { usePage } from './page-context.ts'

export function Sidebar({ onPick }: { onPick: () => void }) {
  const { known, directory, address, go } = usePage()
  const { team, app } = known.workspace
  const { spot } = address

  function pick(channel: string): void {
    go({ spot: { type: 'channel', channel }, thread: null })
    onPick()
  }

  const row = (channel: ChannelView) => (
    <ChannelRow
      key={channel.id}
      channel={channel}
      current={spot?.type === 'channel' && spot.channel === channel.id}
      onPick={() => pick(channel.id)}
    />
  )

  return (
    <nav className="sidebar" id="sidebar" aria-label="Channels and apps">
      <div className="workspace-name">
        <h1>{team.name}</h1>
        <p>{directory.people.length} people, one app</p>
      </div>
      <Section title="Channels">{directory.joined.map(row)}</Section>
      {directory.directMessages.length === 0 ? null : (
        <Section title="Direct messages">{directory.directMessages.map(row)}</Section>
      )}
      <Section title="Apps">
        <li>
          <button
            type="button"
            className="side-row"
            aria-current={spot?.type === 'app' ? 'page' : undefined}
            data-unread={(directory.appMessages?.unread ?? 0) > 0 || undefined}
            onClick={() => {
              go({ spot: { type: 'app', tab: 'home' }, thread: null })
              onPick()
            }}
          >
            <Avatar user={app.botUserId} size="small" />
            <span className="side-name">{app.name}</span>
            <span
              className={app.online ? 'presence presence-on' : 'presence'}
              title={app.online ? 'Connected' : 'Not connected'}
            >
              <span className="sr-only">{app.online ? 'connected' : 'not connected'}</span>
            </span>
            <Badge channel={directory.appMessages} />
          </button>
        </li>
      </Section>
      {directory.browsable.length === 0 ? null : <Section title="Not joined">{directory.browsable.map(row)}</Section>}
    </nav>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="side-section">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

function ChannelRow(props: { channel: ChannelView; current: boolean; onPick: () => void }) {
  const { channel, current, onPick } = props
  const { directory } = usePage()
  const other = channel.members.find((each) => each !== directory.me?.id)
  return (
    <li>
      <button
        type="button"
        className="side-row"
        aria-current={current ? 'page' : undefined}
        data-unread={(channel.unread > 0 && !current) || undefined}
        onClick={onPick}
      >
        {channel.kind === 'im' && other !== undefined ? (
          <Avatar user={other} size="small" />
        ) : (
          <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
        )}
        <span className="side-name">{channel.kind === 'im' ? directory.titleOf(channel) : channel.name}</span>
        <Badge channel={channel} />
      </button>
    </li>
  )
}

/** A number for what calls for you, a word for screen readers for what is merely new. */
function Badge({ channel }: { channel: ChannelView | undefined }) {
  if (channel === undefined || channel.unread === 0) return null
  if (channel.mentions === 0) return <span className="sr-only">, unread</span>
  return (
    <span className="badge">
      {channel.mentions}
      <span className="sr-only">{channel.mentions === 1 ? ' mention' : ' mentions'}</span>
    </span>
  )
}
