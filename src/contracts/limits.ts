// Up to which amount a role decides alone: one figure per role in US dollars, and finer ones per action and currency.
import { z } from 'zod'
import { Currency, minorDigits } from './money.ts'

/** The roles that decide anything at all. */
export const Decider = z.enum(['reviewer', 'lead', 'admin'])
export type Decider = z.infer<typeof Decider>

/** Whole units of `currency`, US dollars without one; null: no limit. */
export const Limit = z
  .strictObject({
    role: Decider,
    action: z.string().min(1).optional(),
    currency: Currency.optional(),
    up_to: z.number().nonnegative().nullable(),
  })
  .refine(({ action, currency }) => action !== undefined || currency !== undefined, {
    message: 'a limit names an action, a currency or both; the one for everything else is limits_usd',
  })
  .refine(({ up_to, currency = 'USD' }) => up_to === null || hasDecimalsOf(up_to, currency), {
    path: ['up_to'],
    message: 'more decimals than this currency has',
  })
export type Limit = z.infer<typeof Limit>

export const Limits = z.array(Limit).superRefine((limits, context) => {
  const seen = new Set<string>()
  for (const [index, { role, action, currency }] of limits.entries()) {
    const key = JSON.stringify([role, action ?? null, currency ?? null])
    const what = [action, currency].filter((part) => part !== undefined).join(' in ')
    if (seen.has(key))
      context.addIssue({ code: 'custom', path: [index], message: `a second limit of a ${role} for ${what}` })
    seen.add(key)
  }
})

function hasDecimalsOf(amount: number, currency: Currency): boolean {
  const minor = amount * 10 ** minorDigits(currency)
  return Math.abs(minor - Math.round(minor)) < 1e-6
}
