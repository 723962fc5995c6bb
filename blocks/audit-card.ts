// An audit: first the case alone, then what the agent did beside what the reviewer would have done. Blind because the answer is not there.
import type { KnownBlock } from '@slack/web-api'
import type { AuditData, CardData } from './card-data.ts'
import { ACTIONS, type ActionId } from './ids.ts'
import { actions, context, header, menu, sections } from './kit/elements.ts'
import { fitted, inSections } from './kit/lines.ts'
import { named } from './kit/subject.ts'
import { mention, say } from './kit/text.ts'
import { type AuditFound, packed } from './target.ts'

const FACTS = 7

/** `ids`: of a card's menus, or of those in a review. */
export function auditCard(
  data: CardData,
  audit: AuditData,
  ids: { state: ActionId; found: ActionId } = { state: ACTIONS.auditState, found: ACTIONS.auditFound },
): KnownBlock[] {
  const { stated, agents, run } = audit
  const facts = fitted(
    audit.facts.map((text, index) => ({ text: `• ${say(text, 220)}`, keep: FACTS - index })),
    FACTS,
    'in the shop',
  )
  return [
    header(auditTitle(data, audit)),
    context([
      audit.second
        ? 'A second opinion: somebody has answered this already, and nothing changes by yours'
        : 'A look afterwards: it was done without asking, and is not done again',
    ]),
    ...inSections(facts),
    ...(stated && agents
      ? [
          ...sections([
            `${mention(stated.by)} would have said: *${say(stated.label, 60)}*. ${say(audit.agent, 60)} did: *${say(agents.label, 60)}*${agents.amount ? ` ${say(agents.amount, 40)}` : ''}`,
            ...agents.reasons.map((reason) => `• ${say(reason, 200)}`),
          ]),
          actions(`audit.found.${run}`, [
            menu({ placeholder: 'What do you find?', action: ids.found, choices: findings(run) }),
          ]),
        ]
      : [
          actions(`audit.stated.${run}`, [
            menu({
              placeholder: 'What would you do?',
              action: ids.state,
              choices: audit.choices.map(({ action, label }) => ({ label, value: packed({ run, action }) })),
            }),
          ]),
        ]),
  ]
}

/** "What would you do with order #1042? HK$ 5,480", not escaped. */
export function auditTitle({ subject }: CardData, { stated }: AuditData): string {
  return stated ? `Was it right? ${named(subject)}` : `What would you do? ${named(subject)}`
}

/** The reason is part of the choice: one click says both. */
const FINDINGS: readonly (readonly [AuditFound['found'], string])[] = [
  ['ok_agree', 'It was right'],
  ['ok_missed', 'It was right: I missed something'],
  ['ok_either', 'Either would do'],
  ['wrong_1', 'It was wrong: a nuisance'],
  ['wrong_2', 'It was wrong: money or a customer lost'],
  ['wrong_3', 'It was wrong: legal or safety'],
]

function findings(run: string): { value: string; label: string }[] {
  return FINDINGS.map(([found, label]) => ({ label, value: packed({ run, found }) }))
}
