// The messages of a channel or direct message, and the composer; reading them to the end marks them as read.
import { useEffect, useState } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { ChannelView } from '../../slack/contract.ts'
import { usePage } from '../frame/page-context.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'

export function ChannelBody({ channel, message }: { channel: ChannelView; message?: string | undefined }) {
  const { client, store, known, directory } = usePage()
  const messages = known.workspace.messages[channel.id] ?? []
  const isMember = channel.members.includes(known.workspace.me)
  // The line above the unread ones stays where it was when the conversation was opened.
  const [newAfter] = useState(channel.unread > 0 ? channel.lastRead : null)
  const [atEnd, setAtEnd] = useState(true)

  useEffect(() => {
    if (!isMember || !atEnd || channel.unread === 0) return
    const read = () => {
      if (!document.hidden) client.read(channel.id).catch((error: unknown) => store.toast('error', reasonOf(error)))
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, store, channel.id, channel.unread, isMember, atEnd])

  const title = directory.titleOf(channel)
  return (
    <>
      <MessageList
        label={`Messages in ${title}`}
        messages={messages}
        newAfter={newAfter}
        highlight={message}
        onAtEnd={setAtEnd}
        onOlder={() => store.loadOlder(channel.id)}
        empty={
          channel.kind === 'im' ? `This is the start of your messages with ${title}.` : `This is the start of ${title}.`
        }
      />
      {isMember ? (
        <Composer
          draftKey={channel.id}
          label={`Message ${title}`}
          commands={known.workspace.commands}
          onSay={(text) => client.say({ channel: channel.id, text })}
          onCommand={(text) => client.command({ channel: channel.id, text })}
        />
      ) : (
        <div className="join-bar">
          <p>
            You are looking at <strong>{title}</strong> without being in it.
          </p>
          <button
            type="button"
            className="button button-filled"
            onClick={() => client.join(channel.id).catch((error: unknown) => store.toast('error', reasonOf(error)))}
          >
            Join channel
          </button>
        </div>
      )}
    </>
  )
}
