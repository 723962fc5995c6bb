// How an action reaches the shop: one effect under the decision's key, and its counterpart under the undo key.
import type { EffectResult } from '../channels/shop.ts'
import type { ActionContext } from './action.ts'

/** `action` is its name in the shop; the params go along as they were countersigned. */
export function effectNamed(action: string): (context: ActionContext) => Promise<EffectResult> {
  return ({ shop, entity_id, key, params, signal }) => shop.perform({ key, entity_id, action, params }, signal)
}

/** Takes the effect of the same decision back: `undo_<action>` under `<decision id>/undo`, naming the key it undoes. */
export function undoOf(action: string): (context: ActionContext) => Promise<EffectResult> {
  return ({ shop, entity_id, key, params, signal }) => {
    const of = key.endsWith(UNDO) ? key.slice(0, -UNDO.length) : key
    return shop.perform({ key: `${of}${UNDO}`, entity_id, action: `undo_${action}`, params: { ...params, of } }, signal)
  }
}

const UNDO = '/undo'

/** For decisions that are only recorded: nothing is called, the reference is the decision itself. */
export async function recordedOnly({ key }: ActionContext): Promise<EffectResult> {
  return { ref: key }
}
