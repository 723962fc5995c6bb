// Every button that opens a window with something from the record in it: More, Evidence, Edit, Order timeline, Open.
import type { ModalView } from '@slack/web-api'
import type { z } from 'zod'
import { unpacked } from '../../../../blocks/target.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export type WindowOf<T> = { title: string; target: z.ZodType<T>; load: (target: T, click: Click) => Promise<ModalView> }

export function handleWindow<T>(
  { windows, places }: Pick<Surface, 'windows' | 'places'>,
  { title, target, load }: WindowOf<T>,
): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const about = unpacked(target, click.value)
    if (about === null) return places.ofClick(click).tell(ORPHAN)
    const opened = await windows.openThen(click, title, () => load(about, click))
    if (!opened) await places.ofClick(click).tell(TOO_LATE)
  }
}
