// Approve, and the two sides of a contradiction: the answer is durable before the click is acknowledged.
import { DecisionTarget, unpacked } from '../../../../blocks/target.ts'
import { answered, ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleAnswer({ engine, attempts, places }: Pick<Surface, 'engine' | 'attempts' | 'places'>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const place = places.ofClick(click)
    const target = unpacked(DecisionTarget, click.value)
    if (!target?.verdict) {
      await ack()
      return place.tell(ORPHAN)
    }
    const { run, decision, revision, verdict } = target
    const request = {
      ...{ run_id: run, decision_id: decision, revision, kind: verdict, by: click.user },
      // Choosing the other side says what was wrong with this one.
      ...(verdict === 'reject' ? { reason_code: 'wrong_call' as const } : {}),
    }
    const given = await attempts.give(engine.answer(request).then(answered))
    await ack()
    await attempts.settle(given, place)
  }
}
