// Looked at before anything is sent: what Slack would refuse, in words, so that a card is never lost to one limit.
import type { HomeView, KnownBlock, ModalView } from '@slack/web-api'
import type { z } from 'zod'
import { MessageBlockRule, ViewRule } from './block-rules.ts'
import { AT_MOST } from './chart-rules.ts'

const MESSAGE_BLOCKS = 50
const VIEW_BYTES = 250_000

/** Every problem with these blocks as a message; none means Slack takes them. */
export function messageProblems(blocks: readonly KnownBlock[]): string[] {
  const problems = blocks.flatMap((block, index) => problemsOf(MessageBlockRule.safeParse(block), `/blocks/${index}`))
  if (blocks.length > MESSAGE_BLOCKS)
    problems.push(`/blocks: ${blocks.length} blocks, a message takes ${MESSAGE_BLOCKS}`)
  if (blocks.some(({ type }) => type === 'input')) problems.push('/blocks: a message has no inputs')
  for (const [type, most] of Object.entries(AT_MOST))
    if (blocks.filter((block) => block.type === type).length > most)
      problems.push(`/blocks: more than ${most} ${type}, a message takes no more`)
  return [...problems, ...repeatedIds(blocks)]
}

export function viewProblems(view: ModalView | HomeView): string[] {
  const problems = problemsOf(ViewRule.safeParse(view), '')
  const bytes = Buffer.byteLength(JSON.stringify(view))
  if (bytes > VIEW_BYTES) problems.push(`/: ${bytes} bytes, a view takes ${VIEW_BYTES}`)
  return [...problems, ...repeatedIds(view.blocks)]
}

function repeatedIds(blocks: readonly { block_id?: string }[]): string[] {
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `/blocks: block_id "${id}" appears twice`)
}

function problemsOf(parsed: z.ZodSafeParseResult<unknown>, at: string): string[] {
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message }) => `${at}/${path.join('/')}: ${message}`)
}
