// Says new messages aloud to screen readers, and counts mentions in the window's title.
import { useEffect, useState } from 'react'
import { spokenMessage } from '../state/spoken.ts'
import { usePage } from './page-context.ts'

export function Announcer({ title }: { title: string }) {
  const { store, known, directory } = usePage()
  const [said, setSaid] = useState('')
  const mentions = known.workspace.channels.reduce((sum, each) => sum + each.mentions, 0)

  useEffect(() => {
    document.title = `${mentions === 0 ? '' : `(${mentions}) `}${title} · Countersign try-it workspace`
  }, [mentions, title])

  useEffect(
    () =>
      store.onDelta((delta) => {
        if (delta.type !== 'message' && delta.type !== 'ephemeral') return
        if (delta.message.user !== known.workspace.me) setSaid(spokenMessage(delta.message, directory))
      }),
    [store, known.workspace.me, directory],
  )

  return (
    <p className="sr-only" aria-live="polite">
      {said}
    </p>
  )
}
