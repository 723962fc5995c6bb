// A thread beside the conversation: the message it began with, the answers, and the place to answer.
import { useEffect, useRef, useState } from 'react'
import { reasonOf } from '../../../src/contracts/app-error.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { threadKey } from '../state/known.ts'
import { Composer } from './composer.tsx'
import { MessageItem } from './message-item.tsx'

export function ThreadPane({ channel, ts, highlight }: { channel: string; ts: string; highlight: string | undefined }) {
  const { client, store, known, directory, go } = usePage()
  const messages = known.threads[threadKey(channel, ts)]
  const room = directory.channel(channel)
  const [broadcast, setBroadcast] = useState(false)
  const pane = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const count = messages?.length ?? 0

  useEffect(() => {
    store.openThread(channel, ts).catch((error: unknown) => store.toast('error', reasonOf(error)))
    pane.current?.focus()
  }, [store, channel, ts])

  useEffect(() => {
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [count])

  const title = room === undefined ? '' : directory.titleOf(room)
  const [parent, ...replies] = messages ?? []
  return (
    <aside
      className="thread-pane"
      aria-label="Thread"
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') go({ thread: null })
      }}
    >
      <header className="pane-header">
        <h2>
          Thread <small>{title}</small>
        </h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={() => go({ thread: null })}>
          <Icon name="close" />
        </button>
      </header>
      <div className="thread-scroll" ref={list}>
        <ol className="message-list">
          {parent === undefined ? null : <MessageItem message={parent} inThread />}
          {replies.length === 0 ? null : (
            <li className="rule">
              <span>
                {replies.length} {replies.length === 1 ? 'reply' : 'replies'}
              </span>
            </li>
          )}
          {replies.map((each) => (
            <MessageItem key={each.ts} message={each} inThread highlighted={each.ts === highlight} />
          ))}
        </ol>
      </div>
      <Composer
        draftKey={threadKey(channel, ts)}
        label="Reply"
        commands={[]}
        onSay={(text) => client.say({ channel, text, threadTs: ts, broadcast })}
      >
        {room?.kind === 'im' ? null : (
          <label className="broadcast">
            <input type="checkbox" checked={broadcast} onChange={(event) => setBroadcast(event.target.checked)} />
            Also send to {title}
          </label>
        )}
      </Composer>
    </aside>
  )
}
