// What a demo may serve beside the page to fill the two side panels. All of it is optional: a 404 hides the panel.
//
// GET  /demo/guide?user=U          -> Guide
// POST /demo/guide/<action id>     -> Guide (or 204): body { user }; does what the step's button says
// GET  /demo/shop                  -> Shop
// GET  /demo/events?user=U (SSE)   -> frames `event: <type>`, `data: <DemoEvent JSON>`
import { z } from 'zod'

export const Tone = z.enum(['neutral', 'busy', 'good', 'warn', 'bad'])
export type Tone = z.infer<typeof Tone>

/** Where the page goes after a step's button was pressed; what is left out stays as it is. */
export const GuideTarget = z.object({
  /** Become this person. */
  user: z.string().optional(),
  /** Channel id or name without "#". */
  channel: z.string().optional(),
  app: z.enum(['home', 'messages']).optional(),
  /** Text put into the composer, not sent. */
  draft: z.string().optional(),
})
export type GuideTarget = z.infer<typeof GuideTarget>

export const GuideStep = z.object({
  id: z.string(),
  title: z.string(),
  /** Plain text; `code` between backticks. */
  text: z.string(),
  done: z.boolean(),
  action: z.object({ label: z.string(), id: z.string(), goTo: GuideTarget.optional() }).optional(),
})
export type GuideStep = z.infer<typeof GuideStep>

export const Guide = z.object({ title: z.string(), intro: z.string().default(''), steps: z.array(GuideStep) })
export type Guide = z.infer<typeof Guide>

export const ShopOrder = z.object({
  id: z.string(),
  /** As people say it: "#1042". */
  number: z.string(),
  /** One line: "2 items, Hong Kong, SF Express". */
  summary: z.string(),
  total: z.string(),
  source: z.string().default(''),
  status: z.object({ label: z.string(), tone: Tone }),
  /** Epoch milliseconds of the last change. */
  at: z.number(),
})
export type ShopOrder = z.infer<typeof ShopOrder>

/** Something that really happened in the shop, once: "held by decision 0193…". */
export const ShopEffect = z.object({
  id: z.string(),
  orderId: z.string().nullable(),
  /** "#1042" */
  number: z.string().default(''),
  text: z.string(),
  tone: Tone.default('neutral'),
  at: z.number(),
})
export type ShopEffect = z.infer<typeof ShopEffect>

export const Shop = z.object({
  title: z.string(),
  orders: z.array(ShopOrder),
  /** Oldest first. */
  effects: z.array(ShopEffect),
})
export type Shop = z.infer<typeof Shop>

export const DemoEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('guide'), guide: Guide }),
  /** A new order, or a known one that changed. */
  z.object({ type: z.literal('order'), order: ShopOrder }),
  z.object({ type: z.literal('effect'), effect: ShopEffect }),
  /** Everything may have changed: read /demo/guide and /demo/shop again. Also sent first on every connection. */
  z.object({ type: z.literal('refresh') }),
])
export type DemoEvent = z.infer<typeof DemoEvent>
