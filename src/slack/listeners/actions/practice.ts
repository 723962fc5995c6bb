// "Post practice cards", from the checklist or an empty Home tab.
import { Click } from '../../click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handlePractice({ practice, places }: Pick<Surface, 'practice' | 'places'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    await places.ofClick(click).tell(await practice.start(click.user, howMany(click.value)))
  }
}

/** All of them, unless the button says how many. */
function howMany(value: string | null): number | undefined {
  return value !== null && /^[1-9]$/.test(value) ? Number(value) : undefined
}
