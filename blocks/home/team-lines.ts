// Everybody's open questions in a few lines: how many, whose, who is at it.
import { count, mention, say } from '../kit/text.ts'
import { dayAndTime } from '../kit/when.ts'

export type TeamData = {
  open: number
  /** By team; a card that was passed to a channel has that channel for its team. */
  teams: { name: string; channel: string | null; open: number }[]
  /** Who is looking at how many cases right now. */
  claimed: { by: string; count: number }[]
  passed_to_me: number
  /** Nobody is looked at while a sale is on. */
  sale: { by: string; until: number | null } | null
}

const SHOWN = 8

export function teamLines({ open, teams, claimed, passed_to_me, sale }: TeamData): string[] {
  if (open === 0) return ['Nobody has an open question.', saleLine(sale)]
  const looking = claimed.slice(0, 5).map(({ by, count: n }) => `${mention(by)} ${n}`)
  return [
    `*${count(open, 'question')}* ${open === 1 ? 'is' : 'are'} open for everybody together.`,
    ...(teams.length > 1 || teams[0]?.channel
      ? teams
          .slice(0, SHOWN)
          .map(({ name, channel, open: n }) => `• ${channel === null ? say(name, 60) : `<#${say(channel, 30)}>`}: ${n}`)
      : []),
    ...(teams.length > SHOWN ? [`and ${count(teams.length - SHOWN, 'other team')}`] : []),
    looking.length > 0 ? `Being looked at: ${looking.join(', ')}` : '',
    passed_to_me > 0 ? `👉 *${passed_to_me}* ${passed_to_me === 1 ? 'was' : 'were'} passed to you.` : '',
    saleLine(sale),
  ]
}

function saleLine(sale: TeamData['sale']): string {
  if (sale === null) return ''
  const until = sale.until === null ? '' : ` until ${dayAndTime(sale.until)}`
  return `🛍️ ${mention(sale.by)} said that a sale is on${until}: check cases rest and audits wait.`
}
