// An answer to a question: what was found, in lines, and where to look further.
import type { KnownBlock } from '@slack/web-api'
import { context, sections } from './kit/elements.ts'

/** Lines are ours or escaped already. */
export type AnswerData = { title: string; lines: readonly string[]; more: string }

export function answerBlocks({ title, lines, more }: AnswerData): KnownBlock[] {
  return [...sections([title === '' ? '' : `*${title}*`, ...lines]), ...(more === '' ? [] : [context([more])])]
}

/** For notifications and screen readers. */
export function answerText({ title, lines }: AnswerData): string {
  return [title, lines[0] ?? '']
    .filter((part) => part !== '')
    .join(': ')
    .replaceAll('*', '')
    .slice(0, 1_000)
}

/** What can be asked, by example. */
export const EXAMPLES: readonly string[] = [
  '• "why is 1042 on hold?" · "what happened to 1042?"',
  '• "who approved 1042?" · "which agent acted on 1042?"',
  '• "what is stuck?" · "how many are open?" · "what waits for me?"',
  '• "what did it cost this week?" · "how are the agents doing?" · "how is today?"',
]
