// `/autonomy <agent>`: the ladder of every scope, what may be granted now, what keeps the rest, and since when.
import type { KnownBlock } from '@slack/web-api'
import { ACTIONS } from '../ids.ts'
import { actions, button, context, divider, header, sections } from '../kit/elements.ts'
import { count, mention, say } from '../kit/text.ts'
import { dayAndTime } from '../kit/when.ts'
import { packed } from '../target.ts'
import { CHECKING_TITLE, type CheckingData, checkingLines } from './checking-words.ts'
import { driftSentence } from './portfolio-words.ts'
import { relativeSentence, renewalSentence } from './renewal-words.ts'
import {
  bindingSentence,
  grantSentence,
  LEVEL_WORDS,
  type ScopeData,
  scopeTitle,
  standingSentence,
  textPicture,
} from './trust-words.ts'

export type LadderData = {
  agent: string
  scopes: ScopeData[]
  /** Whether this person may grant. */
  mayGrant: boolean
  /** How well this agent's proposals are checked; undefined for people who may not grant. */
  checking: CheckingData | null | undefined
}

/** A message takes fifty blocks: four a scope, and the rest in lines. */
const IN_FULL = 10

export function ladder({ agent, scopes, mayGrant, checking }: LadderData): KnownBlock[] {
  const ordered = [...scopes].sort((a, b) => rank(a) - rank(b) || b.decisions - a.decisions)
  const rest = ordered.slice(IN_FULL)
  return [
    header(`Autonomy of ${agent}`),
    ...(scopes.length === 0
      ? sections([
          'Nothing has been decided by it yet. Every agent starts by suggesting; evidence comes with the answers.',
        ])
      : []),
    ...ordered.slice(0, IN_FULL).flatMap((scope) => scopeBlocks(scope, mayGrant)),
    ...(rest.length === 0
      ? []
      : sections([
          `*And ${count(rest.length, 'more scope')}:*`,
          ...rest.map(
            (scope) => `${say(scopeTitle(scope), 80)}: ${LEVEL_WORDS[scope.level]}, ${count(scope.decisions, 'case')}`,
          ),
        ])),
    ...(checking === undefined ? [] : sections([`*${CHECKING_TITLE}*`, ...checkingLines(checking)])),
    context([
      'Levels: suggests → acts unless stopped → acts alone, audited. Granting takes evidence and a lead; taking back happens by itself.',
    ]),
  ]
}

export function scopeBlocks(scope: ScopeData, mayGrant: boolean): KnownBlock[] {
  const target = packed({ scope: scopeOf(scope) })
  const buttons = [
    ...(scope.offer !== null && mayGrant
      ? [
          button({
            label: 'Grant',
            action: ACTIONS.grant,
            style: 'primary',
            value: target,
            aloud: `Grant: ${scopeTitle(scope)}`,
          }),
          button({ label: 'Not yet', action: ACTIONS.notYet, value: target }),
        ]
      : []),
    ...(scope.renewal?.offer != null && mayGrant
      ? [
          button({
            label: 'Renew',
            action: ACTIONS.renew,
            ...(scope.offer === null ? { style: 'primary' as const } : {}),
            value: target,
            aloud: `Renew: ${scopeTitle(scope)}`,
          }),
        ]
      : []),
    ...(scope.grant === null
      ? []
      : [button({ label: 'Take back', action: ACTIONS.takeBack, style: 'danger', value: target })]),
    button({ label: 'How do you know?', action: ACTIONS.howKnown, value: target }),
  ]
  return [
    ...sections([
      `*${say(scopeTitle(scope), 100)}* · ${LEVEL_WORDS[scope.level]}`,
      scope.level === 'L2' || scope.level === 'L3' ? grantedLine(scope) : '',
      standingSentence(scope),
      relativeSentence(scope),
      driftSentence(scope),
      renewalSentence(scope),
      scope.offer === null ? bindingSentence(scope) : `*Grant* = ${grantSentence(scope, scope.offer)}`,
      scope.ask_again_at === null ? '' : `Not yet, said a lead: asked again from ${dayAndTime(scope.ask_again_at)}.`,
      scope.decisions === 0 ? '' : `\`${textPicture(scope)}\``,
    ]),
    actions(`trust.${scope.agent}.${scope.version}.${scope.action}.${scope.segment}`.slice(0, 255), buttons),
    divider(),
  ]
}

export function scopeOf({ agent, version, action, segment }: ScopeData) {
  return { agent, version, action, segment }
}

function grantedLine({ grant, audits }: ScopeData): string {
  if (grant === null) return ''
  const why = grant.override === null ? '' : ` although the gate was closed ("${say(grant.override, 120)}")`
  return `Granted by ${mention(grant.by)} ${dayAndTime(grant.at)}${why}, until ${dayAndTime(grant.expires_at)}. Audited since: ${audits.done}, wrong: ${audits.wrong}.`
}

/** What waits for a manager first, then what acts, then the rest. */
function rank({ offer, renewal, level }: ScopeData): number {
  if (offer !== null || renewal !== null) return 0
  return level === 'L3' || level === 'L2' ? 1 : level === 'P' ? 2 : 3
}
