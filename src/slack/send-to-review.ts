// Sends an order to review in a person's words: found as `/order` finds it, asked for once per key, and never by guests.
import { actionWords } from '../../blocks/action-words.ts'
import { numbered } from '../../blocks/kit/subject.ts'
import { mention, say } from '../../blocks/kit/text.ts'
import { dayAndTime } from '../../blocks/kit/when.ts'
import { AppError } from '../contracts/app-error.ts'
import type { Engine } from '../engine/engine.ts'
import type { LedgerQueries } from '../ledger/ledger.ts'
import { ENOUGH, type FoundRuns, findOrders, shopOf } from './find-order.ts'
import { isOn, type Workflows } from './first-minutes/setup-state.ts'
import type { People } from './people.ts'

/** The workflow of the topology that puts an order before people. */
const WORKFLOW = 'person_review'

export type Sent =
  | { status: 'sent'; text: string; run: string }
  | { status: 'refused'; text: string }
  | { status: 'unknown' }
  | { status: 'several'; choices: { value: string; label: string }[] }

export type SendToReview = (asked: {
  by: string
  /** As typed, or the run of an order that was looked up. */
  order: { name: string } | { run: string }
  note: string
  key: string
}) => Promise<Sent>

export function createSendToReview(parts: {
  engine: Pick<Engine, 'requestRun' | 'state'>
  queries: Pick<LedgerQueries, 'findRuns'>
  people: Pick<People, 'isActive' | 'inForce'>
  workflows: Workflows
}): SendToReview {
  const { engine, queries, people, workflows } = parts

  return async ({ by, order, note, key }) => {
    if (!(await people.isActive(by)))
      return { status: 'refused', text: '✋ Guests and deactivated people cannot send orders to review.' }
    if (!isOn(await people.inForce(), workflows, WORKFLOW))
      return {
        status: 'refused',
        text: `Reviews at somebody's wish are switched off here: the workflow "${WORKFLOW}".`,
      }
    if ('run' in order) return send(order.run, { by, note, key })
    const found = await findOrders(queries, order.name)
    const [first] = found
    if (!first) return { status: 'unknown' }
    return found.length > 1 ? { status: 'several', choices: choicesOf(found) } : send(first.run_id, { by, note, key })
  }

  async function send(like: string, { by, note, key }: { by: string; note: string; key: string }): Promise<Sent> {
    const known = await engine.state(like)
    if (!known) return { status: 'unknown' }
    // Whoever sends it later meets a newer run of the order: the first one makes the id, so that one message is one review.
    const first = (await queries.findRuns({ kind: 'any', value: known.entity_id }, ENOUGH)).at(-1)
    const run = await engine
      .requestRun({ workflow: WORKFLOW, like, request: { by, note, about: null }, key, of: first?.run_id ?? like })
      .catch(inWords)
    if (typeof run !== 'string') return run ?? { status: 'unknown' }
    const state = await engine.state(run)
    const order = `order ${say(numbered(state?.number ?? ''), 60)}`
    if (state && state.requested_by !== by)
      return {
        status: 'sent',
        run,
        text: `${mention(state.requested_by ?? 'somebody')} sent ${order} to review before you, ${dayAndTime(state.received_at)}.`,
      }
    const ask = say(actionWords('hold', state?.number ?? '').ask, 100)
    return { status: 'sent', run, text: `📨 Sent: a card asks "${ask}" in your words. Somebody else answers it.` }
  }
}

/** What a person can be told in a sentence; anything else is a failure like any other. */
function inWords(error: unknown): Sent {
  if (error instanceof AppError && ['request.practice', 'order.erased', 'workflow.none'].includes(error.code))
    return { status: 'refused', text: `✋ Not sent: ${say(error.message, 200)}.` }
  throw error
}

function choicesOf(found: FoundRuns): { value: string; label: string }[] {
  return found.map(({ run_id, number, entity_id, kind }) => ({
    value: run_id,
    label: `${kind === 'practice' ? 'PRACTICE · ' : ''}${numbered(number)} · ${shopOf(entity_id)}`,
  }))
}
