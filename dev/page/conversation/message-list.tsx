// A scrolling list of messages that stays at its end while new ones come in, and says so when they come in out of sight.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Message } from '../../slack/contract.ts'
import { useNow } from '../frame/browser-hooks.ts'
import { Icon } from '../frame/icons.tsx'
import { usePage } from '../frame/page-context.ts'
import { messageRows } from '../state/message-rows.ts'
import { MessageItem } from './message-item.tsx'

const NEAR_END_PX = 80
const FULL_PAGE = 100

export function MessageList(props: {
  label: string
  messages: readonly Message[]
  newAfter: string | null
  highlight?: string | undefined
  onAtEnd: (atEnd: boolean) => void
  onOlder: () => Promise<boolean>
  empty: string
}) {
  const { label, messages, newAfter, highlight, onAtEnd, onOlder, empty } = props
  const { known, store } = usePage()
  const now = useNow()
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [seen, setSeen] = useState(messages.at(-1)?.ts ?? '')
  const [reachedStart, setReachedStart] = useState(messages.length < FULL_PAGE)
  const rows = messageRows({ messages, newAfter, me: known.workspace.me, now })
  const below = atEnd ? 0 : messages.filter((each) => each.ts > seen).length
  const stick = useRef(true)

  // Cards grow after they are drawn (pictures, opened parts): the end is kept in view while it was in view.
  useLayoutEffect(() => {
    const box = scroller.current
    const list = content.current
    if (box === null || list === null) return
    const keep = () => {
      if (stick.current) box.scrollTop = box.scrollHeight
    }
    keep()
    const resized = new ResizeObserver(keep)
    resized.observe(list)
    resized.observe(box)
    return () => resized.disconnect()
  }, [])

  useEffect(() => {
    if (highlight === undefined) return
    const target = content.current?.querySelector(`[data-ts="${CSS.escape(highlight)}"]`)
    if (target === null || target === undefined) return
    stick.current = false
    target.scrollIntoView({ block: 'center' })
  }, [highlight])

  function onScroll(): void {
    const box = scroller.current
    if (box === null) return
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX
    stick.current = isAtEnd
    if (isAtEnd) setSeen(messages.at(-1)?.ts ?? '')
    if (isAtEnd !== atEnd) {
      setAtEnd(isAtEnd)
      onAtEnd(isAtEnd)
    }
  }

  function jump(): void {
    stick.current = true
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' })
  }

  async function older(): Promise<void> {
    const box = scroller.current
    const before = box?.scrollHeight ?? 0
    stick.current = false
    const more = await onOlder()
    setReachedStart(!more)
    if (box !== null) box.scrollTop += box.scrollHeight - before
  }

  return (
    <div className="message-area">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="message-scroll" ref={scroller} onScroll={onScroll} tabIndex={0} aria-label={label}>
        {reachedStart ? (
          <p className="list-start">{empty}</p>
        ) : (
          <button
            type="button"
            className="button load-older"
            onClick={() => older().catch((error: Error) => store.toast('error', error.message))}
          >
            Show earlier messages
          </button>
        )}
        <ol className="message-list" ref={content}>
          {rows.map((row) =>
            row.type === 'message' ? (
              <MessageItem
                key={row.key}
                message={row.message}
                compact={row.compact}
                highlighted={row.key === highlight}
              />
            ) : (
              <li key={row.key} className={row.type === 'day' ? 'rule' : 'rule rule-new'}>
                <span>{row.type === 'day' ? row.label : 'New'}</span>
              </li>
            ),
          )}
        </ol>
      </section>
      {atEnd ? null : (
        <button type="button" className="jump" onClick={jump}>
          <Icon name="arrow" />
          {below === 0 ? 'Jump to latest' : below === 1 ? '1 new message' : `${below} new messages`}
        </button>
      )}
    </div>
  )
}
