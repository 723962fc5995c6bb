// The setup as one form: channel, people, limits, and the one workflow to begin with.
import type { ModalView } from '@slack/web-api'
import { FIELDS, VIEWS } from './ids.ts'
import { sections } from './kit/elements.ts'
import { channelField, numberField, peopleField, switchField } from './kit/inputs.ts'
import { listed, mention } from './kit/text.ts'
import { modal } from './kit/view.ts'

export type SetupData = {
  channel: string | null
  reviewers: readonly string[]
  leads: readonly string[]
  admins: readonly string[]
  /** Named in the policy file: shown, and not to be changed here. */
  fixed: { reviewers: readonly string[]; leads: readonly string[]; admins: readonly string[] }
  reviewer_limit: number | null
  lead_limit: number | null
  workflow: { name: string; about: string; on: boolean }
}

const SHOWN = 20

export function setupModal(data: SetupData): ModalView {
  const { workflow, fixed } = data
  return modal({
    title: 'Set up Countersign',
    submit: { label: 'Save', callback: VIEWS.setup },
    close: 'Not now',
    blocks: [
      channelField({
        id: FIELDS.channel,
        label: 'Where questions are posted',
        hint: 'A private channel needs the app invited first: /invite @Countersign',
        initial: data.channel,
      }),
      peopleField({
        id: FIELDS.reviewers,
        label: 'Reviewers: answer the questions',
        initial: data.reviewers,
        optional: fixed.reviewers.length > 0,
      }),
      ...sections([alsoFixed(fixed.reviewers, 'Reviewers')]),
      numberField({
        id: FIELDS.reviewerLimit,
        label: 'A reviewer decides alone up to (US$)',
        hint: 'Empty: no limit. Other currencies are converted by the rates in config/policy.yml.',
        initial: data.reviewer_limit,
        decimals: false,
        min: 0,
        optional: true,
      }),
      peopleField({ id: FIELDS.leads, label: 'Leads: decide what is above that', initial: data.leads, optional: true }),
      ...sections([alsoFixed(fixed.leads, 'Leads')]),
      numberField({
        id: FIELDS.leadLimit,
        label: 'A lead decides alone up to (US$)',
        hint: 'Empty: no limit.',
        initial: data.lead_limit,
        decimals: false,
        min: 0,
        optional: true,
      }),
      peopleField({
        id: FIELDS.admins,
        label: 'Admins: change this setup, stop and start agents',
        hint: 'Better two than one: when the last one leaves, whoever runs the workspace has to take over.',
        initial: data.admins,
        optional: fixed.admins.length > 0,
      }),
      ...sections([alsoFixed(fixed.admins, 'Admins')]),
      switchField({
        id: FIELDS.workflow,
        label: 'Workflow to begin with',
        on: workflow.on,
        choice: { value: workflow.name, label: workflow.about },
      }),
      ...sections(['_Other workflows stay off. Every agent starts by suggesting: nothing happens without an answer._']),
    ],
  })
}

function alsoFixed(people: readonly string[], role: string): string {
  if (people.length === 0) return ''
  const more = people.length > SHOWN ? ` and ${people.length - SHOWN} more` : ''
  return `_${role} by config/policy.yml, only changed there:_ ${listed(people.slice(0, SHOWN).map(mention))}${more}`
}
