// Stop buttons in `/agents` and in the Home tab: one agent or all of them, and their counterpart.
import { StopTarget, unpacked } from '../../../../blocks/target.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleStopAgents(
  { stops, places, homeTab }: Pick<Surface, 'stops' | 'places' | 'homeTab'>,
  what: 'stop' | 'start',
): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const target = unpacked(StopTarget, click.value)
    const text = target ? await stops[what](target.agent ?? 'all', click.user) : ORPHAN
    await places.ofClick(click).tell(text)
    if (click.view?.type === 'home') await homeTab.publish(click.user, 'changed')
  }
}
