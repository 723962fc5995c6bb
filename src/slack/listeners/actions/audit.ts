// The two steps of an audit: what somebody would have done, and what they find once they see what the agent did.
import { checkWords } from '../../../../blocks/check-card.ts'
import { AuditFound, AuditStated, unpacked } from '../../../../blocks/target.ts'
import type { Engine } from '../../../engine/engine.ts'
import { ORPHAN, refused } from '../../answer-words.ts'
import { checkOf } from '../../cards/audit-of.ts'
import { Click } from '../../click.ts'
import type { Outcome } from '../../outcome.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Request = Parameters<Engine['answerAudit']>[0]

export function handleAuditStated(parts: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return handled(parts, ({ value, user }) => {
    const target = unpacked(AuditStated, value)
    return target && { run_id: target.run, by: user, says: { what: 'stated', action: target.action } }
  })
}

export function handleAuditFound(parts: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return handled(parts, ({ value, user }) => {
    const target = unpacked(AuditFound, value)
    if (!target) return null
    return { run_id: target.run, by: user, says: saysOf(target.found) }
  })
}

function saysOf(code: AuditFound['found']): Request['says'] {
  const [found, reason = ''] = code.split('_')
  return found === 'wrong'
    ? { what: 'found', found, reason: null, severity: Number(reason) }
    : { what: 'found', found: 'ok', reason, severity: null }
}

function handled(
  { engine, attempts, places }: Pick<Surface, 'engine' | 'attempts' | 'places'>,
  read: (click: Click) => Request | null,
): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const place = places.ofClick(click)
    const request = read(click)
    if (!request) {
      await ack()
      return place.tell(ORPHAN)
    }
    const given = await attempts.give(engine.answerAudit(request).then((answer) => outcomeOf(answer)))
    await ack()
    await attempts.settle(given, place)
  }
}

function outcomeOf(answer: Awaited<ReturnType<Engine['answerAudit']>>): Outcome {
  if (!answer) return { text: ORPHAN, quiet: false, state: null }
  const { state } = answer
  if (answer.outcome === 'forbidden') return { text: refused(answer), quiet: false, state: null }
  if (answer.outcome === 'too_late')
    return { text: 'Not counted: somebody else has begun this one, or you answered it before.', quiet: false, state }
  const check = checkOf(state)
  return check ? { text: checkWords(check), quiet: false, state } : { text: 'Noted.', quiet: true, state }
}
