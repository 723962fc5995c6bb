// repair: what to do now about a decision that somebody called wrong: stop the parcel, pay back, apologise, or hold the order.
import { z } from 'zod'
import { defineAgent } from '../src/contracts/agent.ts'
import { AppError } from '../src/contracts/app-error.ts'
import { RequestSoFar } from '../src/contracts/fact.ts'
import { Money } from '../src/contracts/money.ts'
import { Order } from '../src/contracts/order.ts'
import { apologyFor, type Wrong } from './apology-templates.ts'
import { FROM_RUN } from './from-run.ts'
import { LOCALES, localeOf } from './notification-templates.ts'
import { proposalOf } from './proposal-of.ts'
import { type Way, wayFor } from './repair-ways.ts'
import { brief, clip } from './wording.ts'

const LINK_OR_ADDRESS = /https?:|www\.|\S@\S/i
const linkless = (text: string): boolean => !LINK_OR_ADDRESS.test(text)

const ReasonCode = z.string().min(1).max(80)
export const RefundParams = z.strictObject({
  amount: Money.refine(({ amount }) => amount > 0, 'must be more than nothing'),
  reason_code: ReasonCode,
})
const ReasonParams = z.strictObject({ reason_code: ReasonCode })
export const ApologyParams = z.strictObject({
  locale: z.enum(LOCALES),
  subject: z.string().min(1).max(200).refine(linkless, 'holds a link or an address'),
  body: z.string().min(1).max(3000).refine(linkless, 'holds a link or an address'),
  /** A sentence that is added: what the customer gets for it. A person writes it. */
  goodwill: z.string().max(500).refine(linkless, 'holds a link or an address').nullable(),
})

const Input = z.strictObject({ order: Order, request: RequestSoFar.nullable() })

export const repair = defineAgent({
  name: 'repair',
  version: '1.1.0',
  kind: 'agent',
  about: 'Says what can still be done about a decision that somebody called wrong.',
  trigger: 'A person presses "This was wrong" on a decision',
  reads: { order: FROM_RUN, request: FROM_RUN },
  actions: {
    intercept: { approval: 'strict', on_reject: 'stop', editable: [] },
    refund: { approval: 'strict', on_reject: 'stop', editable: ['amount'] },
    apologise: { approval: 'conversational', on_reject: 'stop', editable: ['subject', 'body', 'goodwill'] },
    hold: { approval: 'strict', on_reject: 'stop', editable: [] },
  },
  input: Input,
  output: proposalOf({ intercept: ReasonParams, refund: RefundParams, apologise: ApologyParams, hold: ReasonParams }),
  // Nothing of this happens by itself: every repair is asked.
  statusQuo: () => null,
  rules({ order, request }, { feedback = [] }) {
    if (!request) throw new AppError('request.missing', 'Nobody said what was wrong, so there is nothing to repair')
    const way = wayFor(
      order,
      request,
      feedback.map(({ note }) => note),
    )
    const { about, note } = request
    return {
      action: way.action,
      params: paramsOf(order, way, about?.reason_code ?? 'other'),
      confidence: way.confidence,
      reasons: [
        {
          text: about
            ? clip(
                `${brief(about.agent)}: "${brief(inWords(about.action))}" was called wrong (${inWords(brief(about.reason_code))})`,
              )
            : 'Somebody asked for a repair',
          source: 'request',
        },
        { text: way.because, source: way.source },
        ...(note.trim() === '' ? [] : [{ text: clip(`In their words: ${note.trim()}`), source: 'request' }]),
      ],
      against: way.against,
      unchecked: way.unchecked,
      flags: [way.action],
      amount: way.action === 'apologise' ? null : order.total,
    }
  },
})

function paramsOf(order: Order, way: Way, code: string) {
  const reason_code = clip(code, 80) || 'other'
  switch (way.action) {
    case 'refund':
      return { amount: way.amount, reason_code }
    case 'apologise':
      return apology(order, way.wrong)
    case 'intercept':
    case 'hold':
      return { reason_code }
    default:
      return way satisfies never
  }
}

function apology(order: Order, wrong: Wrong): z.infer<typeof ApologyParams> {
  const { locale } = localeOf(order.locale, order.market)
  return { locale, ...apologyFor({ locale, wrong, number: plain(order.number) }), goodwill: null }
}

/** Order numbers come from outside: one line, short, and nothing a mail client would turn into a link. */
function plain(text: string): string {
  return brief(text.replaceAll(/\s+|@|https?:|www\./gi, ' '))
}

/** "wrong_call" as people say it. */
function inWords(code: string): string {
  return code.replaceAll('_', ' ')
}
