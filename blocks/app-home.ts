// The Home tab: what waits for this person, what they may decide, how the team, the orders and the agents are doing, and what to do next.
import type { HomeView, KnownBlock } from '@slack/web-api'
import { agentHealth, type HealthData } from './home/agent-health.ts'
import { FIRST_PRACTICE, type Queue, queueBlocks } from './home/queue.ts'
import { type TeamData, teamLines } from './home/team-lines.ts'
import { type TodayData, todayLines } from './home/today-lines.ts'
import { ACTIONS } from './ids.ts'
import { actions, button, divider, header, sections, withButton } from './kit/elements.ts'
import { count, listed, mention } from './kit/text.ts'
import { home } from './kit/view.ts'
import { type MayData, mayWords } from './may-words.ts'
import { type SetupState, setupChecklist } from './setup-checklist.ts'
import { stopAgentButton } from './stop-buttons.ts'
import { stuckValue } from './stuck.ts'

export type HomeData = {
  /** True while nobody is admin yet. */
  unclaimed: boolean
  /** Whom to ask for a role or for the setup. */
  ask: readonly string[]
  may: MayData
  /** Decides something, and never has. */
  newcomer: boolean
  /** Null for people who decide nothing. */
  queue: Queue | null
  team: TeamData
  today: TodayData
  /** How many things stand still. */
  stuck: number
  agents: HealthData
  /** Shown to admins. */
  setup: SetupState | null
}

export function appHome(data: HomeData): HomeView {
  if (data.unclaimed)
    return home([
      header('Countersign'),
      ...sections([
        'Countersign is installed, but nobody has set it up yet.',
        askText(data.ask, 'open this tab: whoever runs the workspace becomes the first admin'),
      ]),
    ])
  const { setup } = data
  const setupBlocks = setup ? [divider(), header('Setup'), ...setupChecklist(setup)] : []
  return home([
    header('Your open reviews'),
    ...sections([standing(data)]),
    ...(setup && !setup.done ? setupBlocks : []),
    ...(data.queue ? queueBlocks(data.queue, data) : []),
    divider(),
    header('Everybody'),
    ...sections(teamLines(data.team)),
    stuckLine(data.stuck),
    divider(),
    header('Today'),
    ...sections(todayLines(data.today)),
    ...agentHealth(data.agents),
    ...(setup
      ? [actions('agents.all', [stopAgentButton({ agent: null, stopped: data.agents.stopped !== null })])]
      : []),
    ...(setup?.done ? setupBlocks : []),
    divider(),
    ...sections([
      '`/order 1042` tells what happened to an order and why · `/review` steps through your cases · `/agents` · `/stuck` · `/costs` · `/countersign help`',
      'Or ask in a direct message: "why is 1042 on hold?", "what is stuck?"',
    ]),
  ])
}

function standing({ may, ask, queue, newcomer }: HomeData): string {
  const tryIt = newcomer ? ` Try ${FIRST_PRACTICE} practice cards.` : ''
  return `${mayWords(may)}${queue === null ? ` ${askText(ask, 'make you a reviewer')}` : ''}${tryIt}`.trim()
}

function stuckLine(stuck: number): KnownBlock {
  const text =
    stuck === 0
      ? '✅ Nothing is stuck.'
      : `🐌 *${count(stuck, 'thing')}* stuck: orders, cards or deliveries that do not go on by themselves.`
  const show = button({ label: 'Show', action: ACTIONS.stuck, value: stuckValue(null), aloud: 'Show what is stuck' })
  return stuck === 0 ? { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } } : withButton(text, show)
}

export function askText(people: readonly string[], whatFor: string): string {
  return people.length === 0 ? '' : `Ask ${listed(people.slice(0, 3).map(mention))} to ${whatFor}.`
}
