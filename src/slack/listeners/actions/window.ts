// Every button that opens a window with something from the record in it: More, Evidence, Edit, Order timeline, Open.
import type { ModalView } from '@slack/web-api'
import type { z } from 'zod'
import { noticeModal } from '../../../../blocks/notice-modal.ts'
import { unpacked } from '../../../../blocks/target.ts'
import { MEMBERS_ONLY, ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export type WindowOf<T> = { title: string; target: z.ZodType<T>; load: (target: T, click: Click) => Promise<ModalView> }

export function handleWindow<T>(
  { windows, places, people }: Pick<Surface, 'windows' | 'places' | 'people'>,
  { title, target, load }: WindowOf<T>,
): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const about = unpacked(target, click.value)
    if (about === null) return places.ofClick(click).tell(ORPHAN)
    // The window is there before anything is asked of Slack; what is in it is for members.
    const content = async (): Promise<ModalView> =>
      (await people.isActive(click.user)) ? load(about, click) : noticeModal(title, [MEMBERS_ONLY])
    const opened = await windows.openThen(click, title, content)
    if (!opened) await places.ofClick(click).tell(TOO_LATE)
  }
}
