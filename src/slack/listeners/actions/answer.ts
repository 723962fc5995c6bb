// Approve, and the two sides of a contradiction: the answer is durable before the click is acknowledged.
import { DecisionTarget, unpacked } from '../../../../blocks/target.ts'
import { SECOND } from '../../../contracts/clock.ts'
import { answered, ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Outcome } from '../../outcome.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

export function handleAnswer({
  engine,
  attempts,
  places,
  clock,
}: Pick<Surface, 'engine' | 'attempts' | 'places' | 'clock'>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const place = places.ofClick(click)
    const target = unpacked(DecisionTarget, click.value)
    if (!target?.verdict) {
      await ack()
      return place.tell(ORPHAN)
    }
    const { run, decision, revision, verdict, on } = target
    const shown = shownAt(click, clock())
    const request = {
      ...(shown === null ? {} : { shown_at: shown }),
      ...{ run_id: run, decision_id: decision, revision, kind: verdict, by: click.user },
      // Choosing the other side says what was wrong with this one.
      ...(verdict === 'reject' ? { reason_code: 'wrong_call' as const } : {}),
    }
    /** The card under the person's eyes is another run's: that one is shown as it stands now. */
    const seenOn = async (outcome: Outcome): Promise<Outcome> =>
      on === undefined || outcome.state === null ? outcome : { ...outcome, state: await engine.state(on) }
    const given = await attempts.give(
      engine
        .answer(request)
        .then((answer) => answered(answer, shown === null ? null : clock() - shown))
        .then(seenOn),
    )
    await ack()
    await attempts.settle(given, place)
  }
}

/** A card comes before people's eyes when it is posted, however long its question waited for that. Null for other places. */
function shownAt({ message }: Pick<Click, 'message'>, now: number): number | null {
  const at = message === null ? Number.NaN : Number(message.ts) * SECOND
  return Number.isFinite(at) && at <= now ? at : null
}
