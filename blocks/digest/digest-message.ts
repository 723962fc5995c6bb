// The weekly digest: three lines first, then how it was and is, then agent by agent, then what may be granted.
import type { KnownBlock } from '@slack/web-api'
import type { Digest } from '../../src/contracts/digest.ts'
import { CHECKING_TITLE, type CheckingData, checkingLines } from '../autonomy/checking-words.ts'
import { scopeBlocks } from '../autonomy/ladder.ts'
import { driftSentence, type PortfolioData, portfolioLines } from '../autonomy/portfolio-words.ts'
import { renewalSentence } from '../autonomy/renewal-words.ts'
import { type ScopeData, scopeTitle } from '../autonomy/trust-words.ts'
import { context, divider, header, sections } from '../kit/elements.ts'
import { count, say } from '../kit/text.ts'
import { agentLines, agentsTable, trendCharts, trendLines, troubleLines } from './digest-figures.ts'
import {
  baselineWords,
  demotionLine,
  overrideLine,
  reasonLine,
  skewLine,
  threeLines,
  type Waiting,
  workflowLines,
} from './digest-words.ts'

export type DigestMessage = {
  digest: Digest
  /** What may be granted now. */
  proposals: readonly ScopeData[]
  /** Runs that stand still now; null where they were not looked for. */
  stuck: number | null
  notes: DigestNotes
  /** Whether the buttons to grant are shown. */
  mayGrant: boolean
}

/** What else there is to say of autonomy, as it stands now. */
export type DigestNotes = {
  /** Grants that end soon and cannot be renewed as things are. */
  lapsing: readonly ScopeData[]
  /** What acts by itself and sees other inputs than when it was granted. */
  drifting: readonly ScopeData[]
  portfolio: PortfolioData | null
  /** Undefined where others than managers read it. */
  checking: CheckingData | null | undefined
}

/** A message takes fifty blocks, a proposal up to four of them. */
const PROPOSALS = 5
const WORKFLOWS = 6
const LISTED = 6

/** `plainly`: without the blocks that Slack may not take, the same in lines. */
export function digestMessage(data: DigestMessage, { plainly = false } = {}): KnownBlock[] {
  const { digest, proposals, notes, mayGrant } = data
  const { agents, demotions, overrides, skews, workflows } = digest
  return [
    header(title(digest)),
    ...sections(threeLines(digest, waitingOf(data))),
    divider(),
    ...sections([
      '*Now and before*',
      ...workflows.slice(0, WORKFLOWS).flatMap((each) => workflowLines(each, digest)),
      baselineWords(digest),
    ]),
    ...(agents.length === 0 ? sections(['No agent proposed anything.']) : sections(['*By agent*'])),
    ...(plainly ? sections(agentLines(agents)) : agentsTable(agents)),
    ...listOf('Why people said no', agents.map(reasonLine)),
    ...(plainly ? sections(trendLines(digest)) : trendCharts(digest)),
    ...sections(['*Errors and escalations by week*', ...troubleLines(digest)]),
    ...listOf('Autonomy taken back', demotions.map(demotionLine), 'Nothing was taken back.'),
    ...listOf('Granted around a closed gate', overrides.map(overrideLine), 'No grant went around a closed gate.'),
    ...listOf('About to lapse', notes.lapsing.map(lapsingLine)),
    ...listOf('Worth a look', skews.map(skewLine)),
    ...(skews.length === 0 ? [] : [context([LOOK])]),
    ...listOf('Other inputs than before', notes.drifting.map(driftLine)),
    ...sections([
      ...portfolioLines(notes.portfolio),
      `*${CHECKING_TITLE}*`,
      ...(notes.checking === undefined ? [MANAGERS_ONLY] : checkingLines(notes.checking)),
    ]),
    divider(),
    ...sections([proposals.length === 0 ? '*Nothing more may be granted now.*' : '*May be granted, or renewed*']),
    ...proposals.slice(0, PROPOSALS).flatMap((scope, index) => proposalBlocks(scope, index, mayGrant)),
    ...(proposals.length <= PROPOSALS
      ? []
      : sections([`And ${count(proposals.length - PROPOSALS, 'more proposal')}: \`/autonomy\` shows them by agent.`])),
    context([footnote(digest)]),
  ]
}

/** For notifications and screen readers, and when Slack takes no blocks at all. */
export function digestText(data: DigestMessage): string {
  return [title(data.digest), ...threeLines(data.digest, waitingOf(data))].join('\n')
}

const LOOK =
  'More often than elsewhere, beyond what chance explains. It may have good reasons, such as different goods or a local fraud wave: look at some of these orders before anything is changed.'

const MANAGERS_ONLY = 'Leads and admins see it in `/autonomy`.'

function title({ week, market }: Digest): string {
  const which = week.so_far ? 'this week so far' : `week ${Number(week.name.slice(6))}`
  return `Digest${market === null ? '' : ` ${market}`} · ${which}, ${week.days}`
}

function proposalBlocks(scope: ScopeData, index: number, mayGrant: boolean): KnownBlock[] {
  const own = scopeBlocks(scope, mayGrant).filter(({ type }) => type !== 'divider')
  return [
    ...sections([`*${say(scope.agent, 60)}*`]),
    ...own.map((block) => (block.type === 'actions' ? { ...block, block_id: `digest.${index}` } : block)),
  ]
}

function lapsingLine(scope: ScopeData): string {
  return `• *${say(scope.agent, 60)}*, ${say(scopeTitle(scope), 100)}: ${renewalSentence(scope)}`
}

function driftLine(scope: ScopeData): string {
  return `• *${say(scope.agent, 60)}*, ${say(scopeTitle(scope), 100)}: ${driftSentence(scope)}`
}

function waitingOf({ proposals, stuck }: DigestMessage): Waiting {
  return { proposals: proposals.length, stuck }
}

function listOf(name: string, lines: readonly string[], none = ''): KnownBlock[] {
  const said = lines.filter((line) => line !== '')
  if (said.length === 0) return none === '' ? [] : sections([`*${name}:* ${none}`])
  const more = said.length - LISTED
  return sections([`*${name}*`, ...said.slice(0, LISTED), ...(more > 0 ? [`and ${more} more`] : [])])
}

function footnote({ week }: Digest): string {
  return `Figures are of what was proposed from Monday to Sunday (${say(week.time_zone, 40)}); errors of when they came to light: called wrong, found by an audit, charged back, failed or undone. Right: of what people looked at, this version, so far. Alone: done under a grant, without a person. As usual: what happens anyway, so nobody was asked. · \`/digest ${week.name}\` · \`/digest csv\``
}
