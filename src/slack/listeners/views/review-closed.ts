// A review window was closed: its case is free for others at once.
import { ClosedWindow } from '../../review/review-click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleReviewClosed({ reviews }: Pick<Surface, 'reviews'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    await reviews.closed(ClosedWindow.parse(body).user)
  }
}
