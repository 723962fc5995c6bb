// Who may answer: role and limit as they are now, checked at click time, and closed when nobody is configured.
import { formatMoney, type Money, type RateTable, usdCents } from '../contracts/money.ts'
import type { Role } from '../contracts/policy.ts'
import { type InForce, roleOf } from '../contracts/settings.ts'

export type Permission = { allowed: true; role: Role } | { allowed: false; because: string; who: string[] }

export type Question = {
  by: string
  /** False for deactivated people and guests: they never decide. */
  active: boolean
  amount: Money | null
  rates: RateTable
  /** Who asked for the thing, when a person did: nobody approves what they asked for themselves. */
  requestedBy: string | null
  inForce: Pick<InForce, 'people' | 'limits_usd'>
}

const DECIDERS = ['reviewer', 'lead', 'admin'] as const
type Decider = (typeof DECIDERS)[number]

export function mayDecide(question: Question): Permission {
  const { people, limits_usd } = question.inForce
  const allowedFor = (role: Decider): boolean => withinLimit(question, limits_usd[role])
  const who = DECIDERS.filter(allowedFor)
    .flatMap((role) => people[role])
    .filter((id) => id !== question.requestedBy)
  const no = (because: string): Permission => ({ allowed: false, because, who: [...new Set(who)] })
  if (!question.active) return no('guests and deactivated people cannot decide')
  if (question.requestedBy === question.by) return no('nobody approves what they asked for themselves')
  if (DECIDERS.every((role) => people[role].length === 0))
    return no('no reviewer is configured yet: an admin sets them up in the App Home')
  const role = roleOf(question.by, people)
  if (role === null || role === 'viewer')
    return no(`you are not a reviewer${role === 'viewer' ? ' (your role is viewer)' : ''}`)
  if (!allowedFor(role))
    return no(
      `${question.amount ? formatMoney(question.amount) : 'this amount'} is above the limit of a ${role} (US$ ${limits_usd[role]})`,
    )
  return { allowed: true, role }
}

function withinLimit({ amount, rates }: Question, limit: number | null): boolean {
  if (limit === null || amount === null) return true
  const cents = usdCents(amount, rates)
  return cents !== null && cents <= limit * 100
}
