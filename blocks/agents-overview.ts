// `/agents`: the registry, agents first, with what each may do and how right it was so far.
import type { KnownBlock } from '@slack/web-api'
import { actions, divider, header, sections, withButton } from './kit/elements.ts'
import { count, inWords, listed, mention, say } from './kit/text.ts'
import { dayAndTime } from './kit/when.ts'
import { stopAgentButton } from './stop-buttons.ts'

export type AgentsData = {
  agents: {
    name: string
    version: string
    kind: 'agent' | 'automation'
    about: string
    trigger: string
    reads: string[]
    actions: { name: string; approval: string; level: string }[]
    right: number
    wrong: number
    expired: number
    proposed: number
    fallbacks: number
    stopped: { by: string; at: number } | null
  }[]
  forecast: { cards: number; people: number; minutes_each: number } | null
  stopped: { by: string; at: number } | null
}

const LEVELS: Readonly<Record<string, string>> = {
  L0: 'only watches',
  L1: 'suggests',
  L2: 'acts unless vetoed',
  L3: 'acts alone',
  P: 'on probation',
}

/** A message takes fifty blocks. */
const WITH_BUTTON = 30

export function agentsOverview(data: AgentsData): KnownBlock[] {
  const agents = data.agents.filter(({ kind }) => kind === 'agent')
  const automations = data.agents.filter(({ kind }) => kind === 'automation')
  return [
    header('Agents'),
    ...sections([
      data.stopped
        ? `🛑 *Everything is stopped* by ${mention(data.stopped.by)} since ${dayAndTime(data.stopped.at)}: every proposal is asked.`
        : '',
      forecastText(data.forecast),
    ]),
    actions('agents.all', [stopAgentButton({ agent: null, stopped: data.stopped !== null })]),
    divider(),
    ...agents
      .slice(0, WITH_BUTTON)
      .map((agent) =>
        withButton(agentText(agent), stopAgentButton({ agent: agent.name, stopped: agent.stopped !== null })),
      ),
    ...sections(agents.slice(WITH_BUTTON).map((agent) => `${agentText(agent)}\n`)),
    divider(),
    ...sections([
      '*Automations* carry out and are only asked about when they fail.',
      ...automations.map(automationText),
    ]),
    ...sections([
      '`/agents practice` posts practice cards · `/agents stop <name|all>` · `/agents start <name|all>` · `/agents help`',
    ]),
  ]
}

export function forecastText(forecast: AgentsData['forecast']): string {
  if (!forecast) return 'Nothing was asked in the last week: no load to forecast yet.'
  const { cards, people, minutes_each: minutes } = forecast
  const who = people === 1 ? '1 person' : `${people} people`
  return `About ${count(cards, 'card')} a day: ${who}, ${minutes} min each (at a minute a card).`
}

function agentText(agent: AgentsData['agents'][number]): string {
  const actions = agent.actions.map(
    ({ name, level }) => `${say(inWords(name), 40)} (${LEVELS[level] ?? say(level, 20)})`,
  )
  return [
    `*${say(agent.name, 60)}* ${say(agent.version, 20)}${agent.stopped ? ` · 🛑 stopped by ${mention(agent.stopped.by)} ${dayAndTime(agent.stopped.at)}` : ''}`,
    say(agent.about, 200),
    `When: ${say(agent.trigger, 120)} · reads: ${say(listed(agent.reads.map(inWords)), 200)}`,
    `May: ${actions.join(', ')} · ${scoreText(agent)}`,
  ].join('\n')
}

/** Coverage next to the score: what was never asked, or expired, says nothing about how right it was. */
function scoreText({ right, wrong, expired, proposed, fallbacks }: AgentsData['agents'][number]): string {
  const answered = right + wrong
  const score = answered === 0 ? 'no answers yet' : `right ${right} of ${answered} answered`
  const rest = [
    `${proposed.toLocaleString('en-US')} proposed`,
    expired > 0 && `${expired} expired`,
    fallbacks > 0 && `${count(fallbacks, 'fallback')}`,
  ]
  return `${score} (${rest.filter(Boolean).join(', ')})`
}

function automationText({ name, version, about, stopped }: AgentsData['agents'][number]): string {
  return `• *${say(name, 60)}* ${say(version, 20)}: ${say(about, 150)}${stopped ? ' · 🛑 stopped' : ''}`
}
