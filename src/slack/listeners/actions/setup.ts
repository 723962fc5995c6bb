// "Set up": the form for admins, and for everybody else whom to ask.
import { adminsOnly } from '../../../../blocks/setup-notes.ts'
import { Click } from '../../click.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'windows' | 'setup' | 'firstMinutes'>

export function handleSetup(surface: Parts & Pick<Surface, 'places'>): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    if (!(await openSetup(surface, click))) await surface.places.ofClick(click).tell(TOO_LATE)
  }
}

export async function openSetup(
  { windows, setup, firstMinutes }: Parts,
  click: Pick<Click, 'user' | 'trigger' | 'view'>,
): Promise<boolean> {
  return windows.openThen(click, 'Set up Countersign', async () => {
    const met = await firstMinutes.meet(click.user)
    const form = await setup.form(click.user)
    return form ?? adminsOnly(met.status === 'claimed' ? [] : met.ask)
  })
}
