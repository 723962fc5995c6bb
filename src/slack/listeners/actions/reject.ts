// Reject: asks why first. The form needs nothing from the record, so it opens at once.
import { rejectModal } from '../../../../blocks/reject-modal.ts'
import { DecisionTarget, unpacked } from '../../../../blocks/target.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleReject({ windows, places }: Pick<Surface, 'windows' | 'places'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const target = unpacked(DecisionTarget, click.value)
    if (!target) return places.ofClick(click).tell(ORPHAN)
    const opened = await windows.open(click, rejectModal({ ...target, ...click.message }))
    if (!opened) await places.ofClick(click).tell(TOO_LATE)
  }
}
