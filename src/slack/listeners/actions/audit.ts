// The two steps of an audit: what somebody would have done, and what they find once they see what the agent did.
import { checkWords } from '../../../../blocks/check-card.ts'
import { AuditFound, AuditStated, unpacked } from '../../../../blocks/target.ts'
import type { Engine } from '../../../engine/engine.ts'
import { ORPHAN, refused } from '../../answer-words.ts'
import { checkOf } from '../../cards/audit-of.ts'
import { Click } from '../../click.ts'
import type { Outcome } from '../../outcome.ts'
import type { LookSays } from '../../review/look.ts'
import { ReviewClick } from '../../review/review-click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Request = Parameters<Engine['answerAudit']>[0]

export function handleAuditStated(parts: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return handled(parts, ({ value, user }) => {
    const says = statedBy(value)
    return says && { ...says, by: user }
  })
}

export function handleAuditFound(parts: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return handled(parts, ({ value, user }) => {
    const says = foundBy(value)
    return says && { ...says, by: user }
  })
}

/** The same two steps inside a review: the window goes on with what comes next. */
export function handleReviewLook({ reviews }: Pick<Surface, 'reviews'>, step: 'stated' | 'found'): Listener {
  return ({ body, ack }) => {
    const click = ReviewClick.parse(body)
    const says = step === 'stated' ? statedBy(click.value) : foundBy(click.value)
    return says ? reviews.look(click, says, ack) : reviews.skip(click, ack)
  }
}

function statedBy(value: string | null): LookSays | null {
  const target = unpacked(AuditStated, value)
  return target && { run_id: target.run, says: { what: 'stated', action: target.action } }
}

function foundBy(value: string | null): LookSays | null {
  const target = unpacked(AuditFound, value)
  return target && { run_id: target.run, says: saysOf(target.found) }
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
