// How far the setup is, read from the settings in force.

import type { SetupState } from '../../../blocks/setup-checklist.ts'
import type { SetupData } from '../../../blocks/setup-modal.ts'
import { type InForce, isGroup, type People } from '../../contracts/settings.ts'
import type { Workflow } from '../../contracts/topology.ts'

export type Workflows = Readonly<Record<string, Pick<Workflow, 'about' | 'enabled'>>>

/** The one to begin with; the first of the topology where it has another name. */
const FIRST_WORKFLOW = 'order_to_fulfilment'

export function firstWorkflow(workflows: Workflows): string {
  return FIRST_WORKFLOW in workflows ? FIRST_WORKFLOW : (Object.keys(workflows)[0] ?? FIRST_WORKFLOW)
}

export function isOn(inForce: InForce, workflows: Workflows, name: string): boolean {
  return inForce.workflows[name] ?? workflows[name]?.enabled ?? false
}

export function setupState(inForce: InForce, workflows: Workflows): SetupState {
  const name = firstWorkflow(workflows)
  const named = [...new Set([...inForce.people.reviewer, ...inForce.people.lead])]
  const groups = named.filter(isGroup).length
  return {
    channel: inForce.channels.default,
    reviewers: named.length - groups,
    groups,
    reviewer_limit: inForce.limits_usd.reviewer,
    workflow: { about: workflows[name]?.about ?? name, on: isOn(inForce, workflows, name) },
    done: inForce.setup !== undefined || (inForce.channels.default !== null && inForce.people.reviewer.length > 0),
  }
}

/** What the form starts with: the people who can be changed here. Before the setup the workflow is offered switched on. */
export function setupData(parts: {
  inForce: InForce
  named: { set: People; fixed: People }
  /** Of those set in Slack, the active ones. */
  admins: readonly string[]
  workflows: Workflows
}): SetupData {
  const { inForce, named, admins, workflows } = parts
  const name = firstWorkflow(workflows)
  return {
    channel: inForce.channels.default,
    reviewers: named.set.reviewer,
    leads: named.set.lead,
    admins,
    fixed: { reviewers: named.fixed.reviewer, leads: named.fixed.lead, admins: named.fixed.admin },
    reviewer_limit: inForce.limits_usd.reviewer,
    lead_limit: inForce.limits_usd.lead,
    workflow: {
      name,
      about: workflows[name]?.about ?? name,
      on: inForce.setup === undefined || isOn(inForce, workflows, name),
    },
  }
}
