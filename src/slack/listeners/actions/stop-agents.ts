// Stop buttons in `/agents` and in the Home tab: one agent or all of them, and their counterpart.
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
    const text = click.value === null ? ORPHAN : await stops[what](click.value, click.user)
    await places.ofClick(click).tell(text)
    if (click.view?.type === 'home') await homeTab.publish(click.user, 'changed')
  }
}
