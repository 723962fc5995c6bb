// Many scopes looked at together, and inputs that look different from when a grant was earned.
import { capital, count, listed, say } from '../kit/text.ts'
import { type ScopeData, scopeTitle } from './trust-words.ts'

export type PortfolioData = {
  scopes: number
  /** Those whose evidence stands beside all the others. */
  kept: number
  /** Their own evidence is enough, beside the others it is not. */
  doubtful: Pick<ScopeData, 'agent' | 'action' | 'segment'>[]
}

/** Nothing while there are few. */
export function portfolioLines(data: PortfolioData | null): string[] {
  if (data === null) return []
  const { scopes, kept, doubtful } = data
  const named = doubtful.slice(0, NAMED).map((scope) => `${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}`)
  const more = doubtful.length > NAMED ? [`${doubtful.length - NAMED} more`] : []
  return [
    `*All together:* ${count(scopes, 'scope')} are looked at, so some look good by luck. Held against each other ${kept} stand: of those at most one in twenty is expected not to be good enough.`,
    doubtful.length === 0
      ? ''
      : `By itself enough, beside the others not: ${listed([...named, ...more])}. More cases settle it; nothing is taken back because of this.`,
    '_True of the evidence as it is today. Of the most it ever reached it would say nothing._',
  ].filter((line) => line !== '')
}

/** A reason to look, and no more than that. */
export function driftSentence({ drift }: Pick<ScopeData, 'drift'>): string {
  if (drift === null) return ''
  const { psi, before, now } = drift
  return `⚠️ ${capital('what comes in looks different')}: its confidence is spread otherwise in the last two weeks (${count(now, 'case')}) than before the grant (${count(before, 'case')}; shift ${psi.toFixed(2)}, 0.25 is worth a look). Nothing is taken back by this: audits decide.`
}

const NAMED = 5
