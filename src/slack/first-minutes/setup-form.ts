// The setup form as entered: parsed, with a sentence next to every field that cannot be used.
import { FIELDS } from '../../../blocks/ids.ts'
import { entered, enteredPeople, isSwitchedOn, type Submission } from '../click.ts'

export type SetupForm = {
  channel: string
  reviewers: string[]
  leads: string[]
  /** Null in a form that was opened before it could be asked: those who are stay. */
  admins: string[] | null
  reviewer_limit: number | null
  lead_limit: number | null
  workflow_on: boolean
}

export type ReadSetup = { status: 'ok'; form: SetupForm } | { status: 'invalid'; errors: Record<string, string> }

export async function readSetup(
  submission: Pick<Submission, 'values'>,
  /** `hasFixed`: the policy file names reviewers already. `hasFixedAdmin`: it names an admin who is active. */
  parts: { isActive: (userId: string) => Promise<boolean>; hasFixed: boolean; hasFixedAdmin: () => Promise<boolean> },
): Promise<ReadSetup> {
  const { isActive, hasFixed, hasFixedAdmin } = parts
  const errors: Record<string, string> = {}
  const channel = entered(submission, FIELDS.channel)
  if (channel === null) errors[FIELDS.channel] = 'Choose the channel that questions are posted to.'
  else if (!/^[CG]/.test(channel))
    errors[FIELDS.channel] = 'Choose a channel: questions are for a team, not for one person.'
  const limit = (field: string): number | null => {
    const text = entered(submission, field)
    const value = text === null ? null : Number(text)
    if (value !== null && !(Number.isFinite(value) && value >= 0))
      errors[field] = 'An amount in US dollars, or nothing for no limit.'
    return value
  }
  const chosen = async (field: string, needed: boolean): Promise<string[]> => {
    const ids = enteredPeople(submission, field)
    const able = await Promise.all(ids.map(isActive))
    const unable = ids.filter((_, index) => !able[index])
    if (unable.length > 0)
      errors[field] =
        `${unable.length === 1 ? 'One of them' : `${unable.length} of them`} cannot decide: guests, bots and deactivated people never do.`
    else if (needed && ids.length === 0)
      errors[field] = 'Choose at least one person: without reviewers nothing can be answered.'
    return ids
  }
  const admins = FIELDS.admins in submission.values ? await chosen(FIELDS.admins, false) : null
  if (admins?.length === 0 && !(await hasFixedAdmin()))
    errors[FIELDS.admins] = 'Somebody has to be admin: choose who takes over before the last one goes.'
  const form = {
    channel: channel ?? '',
    reviewers: await chosen(FIELDS.reviewers, !hasFixed),
    leads: await chosen(FIELDS.leads, false),
    admins,
    reviewer_limit: limit(FIELDS.reviewerLimit),
    lead_limit: limit(FIELDS.leadLimit),
    workflow_on: isSwitchedOn(submission, FIELDS.workflow),
  }
  return Object.keys(errors).length > 0 ? { status: 'invalid', errors } : { status: 'ok', form }
}
