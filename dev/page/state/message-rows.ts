// A list of messages as it is read: days set apart, one line where the unread ones begin, a run of one author told once.
import { MINUTE } from '../../../src/contracts/clock.ts'
import type { Message } from '../../slack/contract.ts'
import { dayLabel, startOfDay, tsToMs } from './times.ts'

export type MessageRow =
  | { type: 'day'; key: string; label: string }
  | { type: 'new'; key: string }
  | { type: 'message'; key: string; message: Message; compact: boolean }

const RUN_GAP = 5 * MINUTE

/** `newAfter`: the last `ts` that was read when the conversation was opened; null draws no line. */
export function messageRows(options: {
  messages: readonly Message[]
  newAfter: string | null
  me: string
  now: number
}): MessageRow[] {
  const { messages, newAfter, me, now } = options
  const firstNew =
    newAfter === null ? undefined : messages.find((each) => each.ts > newAfter && each.user !== me && !each.ephemeral)
  const rows: MessageRow[] = []
  let before: Message | undefined
  for (const message of messages) {
    const day = startOfDay(tsToMs(message.ts))
    const isNewDay = before === undefined || startOfDay(tsToMs(before.ts)) !== day
    const isFirstNew = message === firstNew
    if (isNewDay) rows.push({ type: 'day', key: `day-${day}`, label: dayLabel(day, now) })
    if (isFirstNew) rows.push({ type: 'new', key: 'new' })
    const compact = !isNewDay && !isFirstNew && before !== undefined && isSameRun(before, message)
    rows.push({ type: 'message', key: message.ts, message, compact })
    before = message
  }
  return rows
}

function isSameRun(before: Message, message: Message): boolean {
  return (
    before.user === message.user &&
    before.ephemeral === message.ephemeral &&
    message.blocks.length === 0 &&
    before.replyCount === 0 &&
    tsToMs(message.ts) - tsToMs(before.ts) < RUN_GAP
  )
}
