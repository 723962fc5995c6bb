// One channel: its name and topic above, its messages, and the place to write.

import type { ChannelView as Channel } from '../../slack/contract.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { ChannelBody } from './channel-body.tsx'

export function ChannelView({ channel, message }: { channel: Channel; message?: string | undefined }) {
  const { directory } = usePage()
  const title = directory.titleOf(channel)
  return (
    <main className="conversation" id="conversation" aria-label={title}>
      <header className="conversation-header">
        <h2>
          {channel.kind === 'im' ? null : <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
          {channel.kind === 'im' ? title : channel.name}
        </h2>
        {channel.topic === '' ? null : <p className="topic">{channel.topic}</p>}
        <span className="member-count">
          {channel.members.length} <span className="member-word">members</span>
        </span>
      </header>
      <ChannelBody key={channel.id} channel={channel} message={message} />
    </main>
  )
}
