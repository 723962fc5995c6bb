// The Home tab: what waits for this person, what they may decide, and what to do next when there is nothing.
import type { HomeView, KnownBlock } from '@slack/web-api'
import { ACTIONS } from './ids.ts'
import { actions, button, divider, header, sections, withButton } from './kit/elements.ts'
import { count, listed, mention, say } from './kit/text.ts'
import { home } from './kit/view.ts'
import { moment } from './kit/when.ts'
import { type SetupState, setupChecklist } from './setup-checklist.ts'
import { packed } from './target.ts'

export type HomeData = {
  /** Null: no role, may look but not decide. `limit` in US dollars; null: no limit. */
  role: { name: 'viewer' | 'reviewer' | 'lead' | 'admin'; limit: number | null } | null
  /** Whom to ask for a role or for the setup. */
  ask: readonly string[]
  /** True while nobody is admin yet. */
  unclaimed: boolean
  /** Shown to admins. */
  setup: SetupState | null
  reviews: {
    run: string
    title: string
    agent: string
    opened_at: number
    deadline: number | null
    practice: boolean
  }[]
  /** Open questions of everybody. */
  open: number
}

const SHOWN = 20

export function appHome(data: HomeData): HomeView {
  if (data.unclaimed)
    return home([
      header('Countersign'),
      ...sections([
        'Countersign is installed, but nobody has set it up yet.',
        askText(data.ask, 'open this tab: whoever runs the workspace becomes the first admin'),
      ]),
    ])
  return home([
    header('Your open reviews'),
    ...sections([standing(data)]),
    ...reviews(data),
    ...(data.setup ? [divider(), header('Setup'), ...setupChecklist(data.setup)] : []),
    divider(),
    ...sections([
      '`/order 1042` tells what happened to an order and why · `/agents` who they are and how right they were · `/countersign help`',
    ]),
  ])
}

function reviews({ reviews: mine, role, setup, ask }: HomeData): KnownBlock[] {
  if (role === null || role.name === 'viewer') return []
  if (mine.length === 0) return nothing(setup, ask)
  const rows = mine
    .slice(0, SHOWN)
    .map(({ run, title, agent, opened_at, deadline, practice }) =>
      withButton(
        `*${practice ? 'PRACTICE · ' : ''}${say(title, 120)}*\n${say(agent, 40)}${deadline === null ? '' : ` · answer by ${moment(deadline, opened_at)}`}`,
        button({ label: 'Open', action: ACTIONS.open, value: packed({ run }) }),
      ),
    )
  return [
    ...rows,
    ...(mine.length > SHOWN ? sections([`_${mine.length - SHOWN} more; the most urgent are shown._`]) : []),
  ]
}

/** Empty is not a dead end: it says what happens next, or what to try. */
function nothing(setup: SetupState | null, ask: readonly string[]): KnownBlock[] {
  if (setup && !setup.done) return sections(['Nothing can be asked yet: finish the setup below.'])
  return [
    ...sections([
      '🎉 Nothing waits for you. New questions appear here and in the channel as orders arrive.',
      setup ? '' : askText(ask, 'answer questions about roles and limits'),
    ]),
    actions('nothing', [button({ label: 'Post practice cards', action: ACTIONS.practice })]),
  ]
}

function standing({ role, ask, open }: HomeData): string {
  const all =
    open === 0
      ? 'Nobody has an open question.'
      : `${count(open, 'question')} ${open === 1 ? 'is' : 'are'} open for everybody together.`
  if (role === null) return `You may look at everything, but not decide. ${askText(ask, 'make you a reviewer')} ${all}`
  if (role.name === 'viewer')
    return `You are a viewer: you may see the evidence, but not decide. ${askText(ask, 'make you a reviewer')} ${all}`
  const upTo = role.limit === null ? 'any amount' : `up to US$ ${role.limit.toLocaleString('en-US')}`
  return `As ${role.name} you decide ${upTo}. ${all}`
}

function askText(people: readonly string[], whatFor: string): string {
  return people.length === 0 ? '' : `Ask ${listed(people.slice(0, 3).map(mention))} to ${whatFor}.`
}
