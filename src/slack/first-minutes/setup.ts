// The setup: who may open it, what it starts with, and saving it after the channel has proved that it can be posted to.
import type { ModalView, WebClient } from '@slack/web-api'
import { FIELDS } from '../../../blocks/ids.ts'
import { setupModal } from '../../../blocks/setup-modal.ts'
import { setupChannelNote } from '../../../blocks/setup-notes.ts'
import { troubleNote } from '../../../blocks/trouble-note.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { SettingsStore } from '../../ledger/ledger.ts'
import { fromFirstActive, standingAdmins } from '../active-admins.ts'
import type { Submission } from '../click.ts'
import type { People } from '../people.ts'
import { called } from '../slack-call.ts'
import { readSetup, type SetupForm } from './setup-form.ts'
import { firstWorkflow, setupData, type Workflows } from './setup-state.ts'

export type Saved =
  | { status: 'saved'; form: SetupForm }
  | { status: 'invalid'; errors: Record<string, string> }
  | { status: 'forbidden'; ask: string[] }

export type Setup = {
  /** The form, or null for somebody who is not an admin. */
  form(userId: string): Promise<ModalView | null>
  save(submission: Submission): Promise<Saved>
}

export function createSetup(parts: {
  client: WebClient
  people: People
  settings: Pick<SettingsStore, 'put'>
  workflows: Workflows
  /** Cards may have a channel now. */
  wake(): void
  clock: Clock
}): Setup {
  const { client, people, settings, workflows, wake, clock } = parts

  /** A first message in the channel proves that the next ones will arrive, and tells the team what is coming. */
  async function problemWith(channel: string, by: string): Promise<string | null> {
    const { text, blocks } = setupChannelNote(by)
    const sent = await called(client.chat.postMessage({ channel, text, blocks }))
    if (sent.status === 'ok') return null
    return sent.status === 'channel'
      ? troubleNote({ code: sent.code, channel: null }).sentence
      : 'Slack did not answer. Please try again in a moment.'
  }

  return {
    async form(userId) {
      if ((await people.role(userId)) !== 'admin') return null
      const [inForce, named] = await Promise.all([people.inForce(), people.named()])
      const active = await Promise.all(named.set.admin.map(people.isActive))
      const admins = named.set.admin.filter((_, index) => active[index])
      return setupModal(setupData({ inForce, named, admins, workflows }))
    },
    async save(submission) {
      const by = submission.user
      const inForce = await people.inForce()
      if ((await people.role(by, 'now')) !== 'admin') return { status: 'forbidden', ask: await standingAdmins(people) }
      const { set, fixed } = await people.named()
      const { isActive } = people
      const inGroups = async (ids: string[]) => Object.values(await people.groupMembers(ids)).flat()
      const read = await readSetup(submission, {
        isActive,
        hasFixed: fixed.reviewer.length > 0,
        hasFixedAdmin: async () => (await fromFirstActive(fixed.admin, { isActive, inGroups })).length > 0,
      })
      if (read.status === 'invalid') return read
      const { form } = read
      if (form.channel !== inForce.channels.default) {
        const problem = await problemWith(form.channel, by)
        if (problem !== null) return { status: 'invalid', errors: { [FIELDS.channel]: problem.slice(0, 250) } }
      }
      const at = clock()
      await settings.put('channels', { ...inForce.channels, default: form.channel }, by, at)
      const named = { ...set, reviewer: form.reviewers, lead: form.leads, admin: form.admins ?? set.admin }
      await settings.put('people', named, by, at)
      await settings.put(
        'limits_usd',
        { ...inForce.limits_usd, reviewer: form.reviewer_limit, lead: form.lead_limit },
        by,
        at,
      )
      await settings.put('workflows', { ...inForce.workflows, [firstWorkflow(workflows)]: form.workflow_on }, by, at)
      await settings.put('setup', { done_by: by, done_at: at }, by, at)
      wake()
      return { status: 'saved', form }
    },
  }
}
