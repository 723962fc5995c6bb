// The setup form was saved: the window says what is wrong next to its field, or what comes next.
import { adminsOnly, setupSaved } from '../../../../blocks/setup-notes.ts'
import { Submission } from '../../click.ts'
import { formErrors, formShows } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleSetupForm({ setup, homeTab }: Pick<Surface, 'setup' | 'homeTab'>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const saved = await setup.save(form)
    if (saved.status === 'invalid') return ack(formErrors(saved.errors))
    if (saved.status === 'forbidden') return ack(formShows(adminsOnly(saved.ask)))
    await ack(formShows(setupSaved(saved.form)))
    await homeTab.publish(form.user, 'changed')
  }
}
