// Blocks that are only looked at, drawn by slack-blocks-to-jsx.
import { memo } from 'react'
import { type Block as LibraryBlock, Message } from 'slack-blocks-to-jsx'
import { useMedia } from '../frame/browser-hooks.ts'
import { asDrawn } from './as-drawn.ts'
import { mentionHooks } from './mentions.tsx'

export const Display = memo(function Display({ blocks }: { blocks: readonly LibraryBlock[] }) {
  const dark = useMedia('(prefers-color-scheme: dark)')
  return (
    <Message
      blocks={blocks.map(asDrawn)}
      hooks={mentionHooks}
      theme={dark ? 'dark' : 'light'}
      logo=""
      name=""
      withoutWrapper
    />
  )
})

const EMOJI = /:[a-z0-9_+'-]+:/i

/** A plain_text object: a label, a title, an option. */
export const PlainText = memo(function PlainText({ text }: { text: string }) {
  if (!EMOJI.test(text)) return text
  return (
    <span className="inline-text">
      <Display blocks={[{ type: 'section', text: { type: 'plain_text', text, emoji: true } }]} />
    </span>
  )
})

/** A message that has no blocks. */
export const Mrkdwn = memo(function Mrkdwn({ text }: { text: string }) {
  return <Display blocks={[{ type: 'section', text: { type: 'mrkdwn', text } }]} />
})
