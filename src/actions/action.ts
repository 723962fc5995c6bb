// One file per side effect in this folder: its declaration for the pure core, its payload, and how it is carried out and undone.
import type { z } from 'zod'
import type { Shop, ShopOrder } from '../channels/shop.ts'
import type { ActionSpec } from '../contracts/action.ts'
import type { JsonObject } from '../contracts/json.ts'
import type { Money } from '../contracts/money.ts'

export type ActionContext = { shop: Shop; entity_id: string; key: string; params: JsonObject; signal: AbortSignal }

export type Action = {
  spec: ActionSpec
  params: z.ZodType<JsonObject>
  /** What approving does, in words without personal data: "cancels the order and refunds HK$ 1,240". */
  describe(params: JsonObject, order: { number: string; total: Money | null }): string
  /** Why the present state of the order forbids it; null when nothing does. Checked again right before the start. */
  precondition(order: ShopOrder, params: JsonObject): string | null
  /** Carries it out; only for specs with an effect. */
  execute(context: ActionContext): Promise<{ ref: string }>
  /** Takes it back under the key `<decision id>/undo`; absent where that is impossible. */
  undo?(context: ActionContext): Promise<{ ref: string }>
}
