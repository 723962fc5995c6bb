// A value in an edit form changed: the form says what that comes to.
import { FormChange } from '../../edits/live-diff.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleEditField({ liveDiff }: Pick<Surface, 'liveDiff'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    await liveDiff(FormChange.parse(body))
  }
}
