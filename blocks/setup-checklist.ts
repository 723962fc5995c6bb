// What is set up and what is not yet: in the first admin's direct message and on top of their Home tab.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, header, sections } from './kit/elements.ts'
import { count, listed, mention, say } from './kit/text.ts'

export type SetupState = {
  channel: string | null
  reviewers: number
  /** User groups of reviewers and leads, which only the policy file names. */
  groups: number
  /** US dollars a reviewer may decide alone; null: no limit. */
  reviewer_limit: number | null
  workflow: { about: string; on: boolean }
  done: boolean
}

export function setupChecklist(state: SetupState): KnownBlock[] {
  const { channel, reviewers, groups, reviewer_limit: limit, workflow, done } = state
  const somebody = reviewers + groups > 0
  const line = (ready: boolean, text: string): string => `${ready ? '✅' : '⬜'} ${text}`
  return [
    ...sections([
      done ? '*Set up.* Everything below can be changed at any time.' : '*Four things and Countersign can start:*',
      line(channel !== null, channel === null ? 'A channel for questions' : `Questions go to <#${say(channel, 30)}>`),
      line(somebody, somebody ? `${whoAnswers(state)} may answer` : 'People who answer them'),
      line(
        done,
        limit === null
          ? 'A reviewer may decide any amount alone'
          : `A reviewer decides alone up to US$ ${limit.toLocaleString('en-US')}`,
      ),
      line(
        workflow.on,
        `${say(workflow.about, 120)}: ${workflow.on ? 'on' : 'off'}. Other workflows stay off until you turn them on.`,
      ),
    ]),
    actions('setup', [
      button({
        label: done ? 'Change setup' : 'Set up',
        action: ACTIONS.setup,
        ...(done ? {} : { style: 'primary' as const }),
      }),
      ...(channel !== null && somebody ? [button({ label: 'Post practice cards', action: ACTIONS.practice })] : []),
    ]),
  ]
}

function whoAnswers({ reviewers, groups }: SetupState): string {
  const people = reviewers === 0 && groups > 0 ? [] : [count(reviewers, 'reviewer')]
  return listed([...people, ...(groups > 0 ? [count(groups, 'user group')] : [])])
}

const SHOWN = 5

/** The first message of all: who became admin, and what comes next. `left`: the admins before, none of whom is active. */
export function welcome(state: SetupState, left: readonly string[] = []): KnownBlock[] {
  const now =
    left.length === 0
      ? 'You are the first admin'
      : `You are the admin now (before: ${listed(left.slice(0, SHOWN).map(mention))}, no longer active)`
  return [
    header('Welcome to Countersign'),
    ...sections([
      `Agents propose what to do with orders; people countersign. ${now}: you decide who may answer, and up to which amount.`,
    ]),
    ...setupChecklist(state),
  ]
}
