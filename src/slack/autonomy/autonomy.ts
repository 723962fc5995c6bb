// What Slack shows of earned autonomy, and what a manager's click there does to it.
import type { ScopeData } from '../../../blocks/autonomy/trust-words.ts'
import type { AnyAgent } from '../../contracts/agent.ts'
import type { Scope } from '../../contracts/gate.ts'
import type { TrustBook } from '../../trust/book.ts'
import { scopeKey } from '../../trust/grants.ts'
import type { Promote, Promotion } from '../../trust/promote.ts'
import type { Survey } from '../../trust/survey.ts'
import type { People } from '../people.ts'
import { scopeData } from './scope-data.ts'

export type Autonomy = {
  /** Agents that judge, by name. */
  agents: readonly string[]
  scopes(agent: string): Promise<ScopeData[]>
  /** Null when nothing is known of it. */
  scope(scope: Scope): Promise<ScopeData | null>
  may(userId: string): Promise<{ grant: boolean; override: boolean }>
  promote: Promote
}

export function createAutonomy(parts: {
  survey: Survey
  book: TrustBook
  promote: Promote
  people: Pick<People, 'role'>
  registry: readonly Pick<AnyAgent, 'name' | 'kind'>[]
}): Autonomy {
  const { survey, book, promote, people, registry } = parts
  const scopes = async (agent: string): Promise<ScopeData[]> => {
    const [standings, trust] = await Promise.all([survey({ agent }), book.now()])
    return standings.map((standing) => scopeData(standing, trust.get(scopeKey(standing.scope)) ?? null))
  }
  return {
    agents: [...new Set(registry.filter(({ kind }) => kind === 'agent').map(({ name }) => name))],
    scopes,
    async scope(wanted) {
      return (await scopes(wanted.agent)).find((each) => scopeKey(each) === scopeKey(wanted)) ?? null
    },
    async may(userId) {
      const role = await people.role(userId)
      return { grant: role === 'lead' || role === 'admin', override: role === 'admin' }
    },
    promote,
  }
}

/** What came of a manager's click, in words. */
export function promotionText(promotion: Promotion): string {
  switch (promotion.outcome) {
    case 'granted':
      return promotion.level === 'L2'
        ? '✅ Granted: it acts from now on unless somebody stops it in time, and it stops itself if it slips.'
        : '✅ Granted: it acts alone from now on. Some of what it does is audited, and it stops itself if it slips.'
    case 'declined':
      return 'Noted: not yet. It is offered again on the day you named, if the evidence still holds.'
    case 'withdrawn':
      return '↩️ Taken back: from now on people are asked again.'
    case 'closed':
      return 'Nothing was granted: the evidence has changed since this was offered. The ladder shows where it stands now.'
    case 'forbidden':
      return `✋ Not done: ${promotion.because}.`
    case 'unknown':
      return 'Nothing is known of this any more: another version may have taken its place.'
    default:
      return promotion satisfies never
  }
}
