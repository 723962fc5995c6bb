// Slack's cursors: opaque text, here the place to go on from.
import { SlackError } from './slack-error.ts'

export interface Paged<T> {
  items: T[]
  has_more: boolean
  response_metadata: { next_cursor: string }
}

export function page<T>(all: readonly T[], args: { limit: number; cursor?: string | undefined }): Paged<T> {
  const from = args.cursor === undefined || args.cursor === '' ? 0 : placeOf(args.cursor)
  const to = from + args.limit
  const more = to < all.length
  return {
    items: all.slice(from, to),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(`from:${to}`).toString('base64') : '' },
  }
}

function placeOf(cursor: string): number {
  const match = /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())
  if (match === null) throw new SlackError('invalid_cursor')
  return Number(match[1])
}
