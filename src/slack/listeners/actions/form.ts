// "Request changes" and "Pass to…": forms that need nothing from the record, so they open at once.
import type { ModalView } from '@slack/web-api'
import { DecisionTarget, type FormTarget, unpacked } from '../../../../blocks/target.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleForm(
  { windows, places }: Pick<Surface, 'windows' | 'places'>,
  form: (target: FormTarget) => ModalView,
): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const target = unpacked(DecisionTarget, click.value)
    if (!target) return places.ofClick(click).tell(ORPHAN)
    const opened = await windows.open(click, form({ ...target, ...click.message }))
    if (!opened) await places.ofClick(click).tell(TOO_LATE)
  }
}
