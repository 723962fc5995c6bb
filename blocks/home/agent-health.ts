// How each agent did in the last week: what people made of its proposals, how often it had to be stood in for, and whether it is stopped.
import type { KnownBlock } from '@slack/web-api'
import { divider, header, sections } from '../kit/elements.ts'
import { count, inWords, mention, say } from '../kit/text.ts'

export type HealthData = {
  agents: {
    name: string
    proposed: number
    asked: number
    approved: number
    edited: number
    rejected: number
    fallbacks: number
    stopped: { by: string } | null
  }[]
  stopped: { by: string } | null
}

const SHOWN = 20

export function agentHealth({ agents, stopped }: HealthData): KnownBlock[] {
  if (agents.length === 0 && stopped === null) return []
  return [
    divider(),
    header('Agents, last 7 days'),
    ...sections([
      stopped ? `🛑 *Everything is stopped* by ${mention(stopped.by)}: every proposal is asked.` : '',
      ...agents.slice(0, SHOWN).map(line),
      agents.length > SHOWN ? `_${agents.length - SHOWN} more in \`/agents\`_` : '',
    ]),
  ]
}

function line({
  name,
  proposed,
  asked,
  approved,
  edited,
  rejected,
  fallbacks,
  stopped,
}: HealthData['agents'][number]): string {
  const answers = [
    approved > 0 && `${approved} approved`,
    edited > 0 && `${edited} edited`,
    rejected > 0 && `${rejected} rejected`,
  ].filter(Boolean)
  return [
    `${stopped ? '🛑' : '•'} *${say(inWords(name), 60)}*${stopped ? ` stopped by ${mention(stopped.by)}` : ''}`,
    asked === 0
      ? `${count(proposed, 'proposal')}, none asked`
      : `asked ${asked}: ${answers.join(', ') || 'none answered yet'}`,
    fallbacks > 0 && `⚠️ ${count(fallbacks, 'fallback')}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
