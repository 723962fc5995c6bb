// What is left of a card's earlier message once a new question was put further down: a way to it, and no buttons.
import type { KnownBlock } from '@slack/web-api'
import { sections } from './kit/elements.ts'
import { say } from './kit/text.ts'

export function movedCard({ title, permalink }: { title: string; permalink: string | null }): KnownBlock[] {
  const where = permalink === null ? 'further down in this channel' : `<${encodeURI(permalink)}|see it here>`
  return sections([`${say(title, 200)}\n↓ This question moved: ${where}.`])
}
