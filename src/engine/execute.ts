// The executor: the only door to a side effect. Preconditions are read again right before the call; what is uncertain is read back.
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { MINUTE, SECOND } from '../contracts/clock.ts'
import { withoutPersonalWords } from '../models/without-personal-data.ts'
import type { ActionOutcome } from '../workflow/input.ts'
import type { ActionState, RunState } from '../workflow/state.ts'
import type { EngineParts } from './parts.ts'

export type Executor = {
  /** Carries out a started action; its idempotency key is the decision id. Never throws. */
  execute(state: RunState, action: ActionState): Promise<ActionOutcome>
  /** What became of a started action: its outcome, or `again` when the shop never did it and it may be tried once more. */
  readBack(state: RunState, action: ActionState): Promise<ActionOutcome | 'again'>
  /** Takes a succeeded action back under the key `<decision id>/undo`. */
  undo(state: RunState, action: ActionState): Promise<ActionOutcome>
}

export const MAX_ATTEMPTS = 5
/** A shop that is silent for longer than these retries (about half an hour) is a person's problem. */
const MAX_UNDO_CHECKS = 10

/** Failures after which the same is not simply asked again. */
const WHY: Readonly<Record<string, { refused: true } | { unequipped: true }>> = {
  'shop.refused': { refused: true },
  'shop.none': { unequipped: true },
  'action.unknown': { unequipped: true },
}

export function createExecutor(parts: Pick<EngineParts, 'shopOf' | 'actions' | 'clock' | 'log'>): Executor {
  function partsOf(state: RunState, action: ActionState) {
    const shop = parts.shopOf(state.entity_id)
    const definition = parts.actions[action.action]
    if (!shop) throw new AppError('shop.none', 'no shop is connected. Set SHOP_URL and start again')
    if (!definition) throw new AppError('action.unknown', `"${action.action}" is not an action this installation knows`)
    return { shop, definition, timeoutMs: definition.spec.timeout_ms }
  }

  function outcomeOf(error: unknown, state: RunState, action: ActionState): ActionOutcome {
    const isFinal = error instanceof AppError && !['shop.unreachable', 'shop.timeout'].includes(error.code)
    if (!(error instanceof AppError))
      parts.log.error({ err: error, action: action.action }, 'an action failed unexpectedly')
    if (isFinal) return { status: 'failed', because: said(error, state), ...WHY[error.code] }
    return { status: 'unknown', because: said(error, state), retry_at: parts.clock() + backoff(action.checks) }
  }

  return {
    async execute(state, action) {
      try {
        const { shop, definition, timeoutMs } = partsOf(state, action)
        const order = await shop.order(state.entity_id)
        if (!order) return { status: 'failed', because: 'the shop does not know this order' }
        const forbidden = definition.precondition(order, action.params)
        if (forbidden !== null) return { status: 'failed', because: forbidden, refused: true }
        const signal = AbortSignal.timeout(timeoutMs)
        const { ref } = await definition.execute({
          shop,
          entity_id: state.entity_id,
          key: action.action_id,
          params: action.params,
          signal,
        })
        return { status: 'succeeded', ref }
      } catch (error) {
        return outcomeOf(error, state, action)
      }
    },
    async readBack(state, action) {
      const unsure = (because: string): ActionOutcome => ({
        status: 'unknown',
        because,
        retry_at: parts.clock() + backoff(action.checks),
      })
      try {
        const { shop } = partsOf(state, action)
        const known = await shop.readBack(action.action_id)
        if (known) return { status: 'succeeded', ref: known.ref }
        return action.attempt < MAX_ATTEMPTS
          ? 'again'
          : {
              status: 'failed',
              because: `not carried out after ${MAX_ATTEMPTS} attempts (${action.because ?? 'no answer'})`,
            }
      } catch (error) {
        // Whatever keeps us from knowing, it may have happened: only the shop's "never did it" lets it be tried again.
        return unsure(said(error, state))
      }
    },
    async undo(state, action) {
      try {
        const { shop, definition, timeoutMs } = partsOf(state, action)
        if (!definition.undo) return { status: 'undo_failed', because: `"${action.action}" cannot be undone` }
        const key = `${action.action_id}/undo`
        const known = await shop.readBack(key)
        const { ref } =
          known ??
          (await definition.undo({
            shop,
            entity_id: state.entity_id,
            key,
            params: action.params,
            signal: AbortSignal.timeout(timeoutMs),
          }))
        return { status: 'undone', ref }
      } catch (error) {
        const because = said(error, state)
        const isSilent = error instanceof AppError && ['shop.unreachable', 'shop.timeout'].includes(error.code)
        return isSilent && action.checks < MAX_UNDO_CHECKS
          ? { status: 'undo_delayed', because, retry_at: parts.clock() + backoff(action.checks) }
          : { status: 'undo_failed', because }
      }
    },
  }
}

/** A shop's own words may name the customer; what is recorded and shown does not. */
function said(error: unknown, { order }: RunState): string {
  return withoutPersonalWords(reasonOf(error), order)
}

/** 2 s, 4 s, 8 s ... at most five minutes. */
function backoff(checks: number): number {
  return Math.min(5 * MINUTE, 2 ** (checks + 1) * SECOND)
}
