// customer_notification: the message to the customer, from a template or drafted by a model; a person may reword it.
import { z } from 'zod'
import { defineAgent, NOT_NEEDED, type Wish } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { Order } from '../src/contracts/order.ts'
import type { Proposal } from '../src/contracts/proposal.ts'
import { decided, EarlierDecisions, FROM_RUN } from './from-run.ts'
import { LOCALES, localeOf, messageFor, TEMPLATES, type Template } from './notification-templates.ts'
import { changed, doneOf, type Wishes, wishesIn } from './notification-wishes.ts'
import { NOTHING_TO_SHIP, parcelOf } from './parcel.ts'
import { BackorderParams, RouteParams, ShipParams } from './payloads.ts'
import { proposalOf } from './proposal-of.ts'
import { brief, clip } from './wording.ts'

const LINK_OR_ADDRESS = /https?:|www\.|\S@\S/i

/** A draft leads nowhere: a link or an address in it could only have come from outside the shop. */
const linkless = (text: string): boolean => !LINK_OR_ADDRESS.test(text)

export const NotifyParams = z.strictObject({
  template: z.enum(TEMPLATES),
  locale: z.enum(LOCALES),
  subject: z.string().min(1).max(200).refine(linkless, 'holds a link or an address'),
  body: z.string().min(1).max(3000).refine(linkless, 'holds a link or an address'),
})
export type NotifyParams = z.infer<typeof NotifyParams>

const Input = z.strictObject({ order: Order, decisions: EarlierDecisions })
type Input = z.infer<typeof Input>

const WHY: Record<Template, string> = {
  shipping_confirmation: 'The order is shipped: the standard confirmation goes out',
  backorder_notice: 'Something in the order is on backorder: the customer should hear it from us first',
  order_update: 'Nothing has been shipped yet: a short word that the order is being prepared',
}

export const customerNotification = defineAgent({
  name: 'customer_notification',
  version: '1.1.0',
  kind: 'agent',
  about: 'Writes to the customer in their language: shipped, delayed, or being prepared.',
  trigger: 'An order is shipped or becomes a backorder',
  reads: { order: FROM_RUN, decisions: FROM_RUN },
  actions: { notify: { approval: 'conversational', on_reject: 'stop', editable: ['subject', 'body'] } },
  input: Input,
  output: proposalOf({ notify: NotifyParams }),
  statusQuo: (input) => ({ action: 'notify', params: message(input, 'shipping_confirmation') }),
  rules(input, { feedback = [] }): Proposal {
    if (parcelOf(input.order).lines.length === 0) throw new AppError(NOT_NEEDED, NOTHING_TO_SHIP)
    const template = templateFor(input)
    const wishes = wishesIn(
      feedback.map(({ note }) => note),
      linkless,
    )
    const params = message(input, template, wishes)
    const { wanted } = localeOf(input.order.locale, input.order.market)
    const english =
      wanted === null || wishes.locale !== null ? [] : [clip(`There is no text in ${brief(wanted)}: English is used`)]
    const chosenBy =
      wishes.locale !== null ? 'a reviewer' : `the order’s ${input.order.locale === null ? 'market' : 'locale'}`
    const tongue = `Language ${params.locale}, from ${chosenBy}`
    const done = doneOf(wishes)
    const surest = template === 'shipping_confirmation' ? 0.95 : 0.8
    return {
      action: 'notify',
      params,
      confidence: english.length > 0 ? 0.75 : surest,
      reasons: [
        { text: WHY[template], source: 'decisions' },
        { text: tongue, source: wishes.locale !== null ? 'feedback' : 'order' },
        ...(done === '' ? [] : [{ text: `Changed as asked: ${done}`, source: 'feedback' }]),
      ],
      against: [...english, ...leftUndone(feedback, wishes)],
      unchecked: ['Whether the customer has asked not to be written to'],
      flags: [template, ...(english.length > 0 ? ['language_missing'] : [])],
      amount: null,
    }
  },
  model: {
    need: 'draft',
    max_tokens: 4_000,
    instructions: `You draft one short message from an online shop to its customer about an order.
Choose the template by what was decided: shipping_confirmation when the decisions hold "ship", backorder_notice when they hold
"backorder", else order_update. Choose the locale from the order's locale, else from its market (HK, TW, MO: zh-Hant; MY: ms;
TH: th), else en; write subject and body in that language. Simplified Chinese readers get en.
Say what happened, what comes next and when, in three to five plain sentences. Name the order by its number. State only what
the data says: the carrier, the number of days, the SKUs on backorder. Promise nothing else, offer no discount or refund.
No greeting by name, no link, no e-mail address, no telephone number, no signature.
Where a wish dictates words of what the shop offers (free shipping, a voucher), write them as they were given: a person sees
the message before it is sent.
confidence is the chance that a careful colleague would send it unchanged.
Reasons name which decision and which field the message rests on.`,
  },
})

function templateFor({ decisions }: Input): Template {
  if (decided(decisions, 'backorder', BackorderParams)) return 'backorder_notice'
  return decided(decisions, 'ship', ShipParams) ? 'shipping_confirmation' : 'order_update'
}

/** The rules understand little, and say so: what they could not do is for whoever asked to write themselves. */
function leftUndone(feedback: readonly Wish[], { unclear, refused }: Wishes): string[] {
  const understood = 'shorter, formal, friendly, a language, add: "…", say: "…"'
  return [
    ...(feedback.length > 0 && unclear ? [`Not all that was asked was understood; the rules know: ${understood}`] : []),
    ...(refused ? ['Words that were given were left out: too long, too many, or with a link or an address'] : []),
  ]
}

function message({ order, decisions }: Input, template: Template, wishes?: Wishes): NotifyParams {
  const locale = wishes?.locale ?? localeOf(order.locale, order.market).locale
  const route = decided(decisions, 'route', RouteParams)
  const carrier = decided(decisions, 'ship', ShipParams)?.carrier ?? route?.carrier ?? null
  const facts = { number: plain(order.number), carrier: carrier && plain(carrier), days: route?.days ?? null }
  const usual = messageFor({ template, locale }, facts)
  return { template, locale, ...(wishes ? changed(usual, { template, locale }, wishes) : usual) }
}

/** Order numbers and carriers come from outside: one line, short, and nothing a mail client would turn into a link. */
function plain(text: string): string {
  return brief(text.replaceAll(/\s+|@|https?:|www\./gi, ' '))
}
