// Who may answer: role and limit as they are now, checked at click time, and closed when nobody is configured.
import { Decider } from '../contracts/limits.ts'
import { formatMoney, type Money, type RateTable, usdCents } from '../contracts/money.ts'
import { type Groups, type InForce, isGroup, roleOf, standsInFor } from '../contracts/settings.ts'
import { type Ceiling, isWithin, limitFor } from './limit-for.ts'

/** `for`: in whose place, when the person may not by themselves but takes the place of somebody who is away. */
export type Permission =
  | { allowed: true; role: Decider; for: string | null }
  /** `who`: people and user groups that may. */
  | { allowed: false; because: string; who: string[] }

/** Somebody who wants to answer, and what is known of them now. */
export type Asker = {
  by: string
  now: number
  /** Who of them and of the people whose place they take is neither deactivated nor a guest: the others never decide. */
  active: readonly string[]
  groups: Groups
  inForce: Pick<InForce, 'people' | 'limits_usd' | 'limits' | 'away'>
}

export type Stake = { action: string | null; amount: Money | null }

export type Question = Asker &
  Stake & {
    /** The whole order: it counts wherever an action has no limit of its own, for nobody knows what an answer leads to. */
    total?: Money | null
    /** What the same answer moves besides. */
    besides?: readonly Stake[]
    rates: RateTable
    /** Who asked for the thing, when a person did: nobody approves what they asked for themselves. */
    requestedBy: string | null
    /** In whose name other people gave the same answer before, where two must agree. */
    agreed?: readonly string[]
  }

export function mayDecide(question: Question): Permission {
  const { by, now, active, requestedBy, inForce } = question
  const no = (because: string): Permission => ({ allowed: false, because, who: whoMay(question) })
  if (!active.includes(by)) return no('guests and deactivated people cannot decide')
  if (requestedBy === by) return no('nobody approves what they asked for themselves')
  if (Decider.options.every((role) => inForce.people[role].length === 0))
    return no('no reviewer is configured yet: an admin sets them up in the App Home')
  const own = inNameOf(by, question)
  if (own.allowed) return { ...own, for: null }
  const others = standsInFor(by, inForce.away, now).filter((name) => active.includes(name))
  const lent = others.map((name) => ({ name, ...inNameOf(name, question) }))
  const may = lent.find(({ allowed }) => allowed)
  if (may?.allowed) return { allowed: true, role: may.role, for: may.name }
  const closest = lent.find((refused) => !refused.allowed && refused.hasRole)
  if (own.hasRole || !closest || closest.allowed) return no(own.because)
  return no(`in the place of <@${closest.name}>: ${closest.because}`)
}

type Ruling = { allowed: true; role: Decider } | { allowed: false; hasRole: boolean; because: string }

/** With one person's role and limit alone: two half permissions make no whole one. */
function inNameOf(name: string, question: Question): Ruling {
  const { by, groups, inForce, requestedBy, agreed = [] } = question
  const role = roleOf(name, inForce.people, groups)
  if (role === null || role === 'viewer') {
    const because = `you are not a reviewer${role === 'viewer' ? ' (your role is viewer)' : ''}`
    return { allowed: false, hasRole: false, because }
  }
  const no = (because: string): Ruling => ({ allowed: false, hasRole: true, because })
  if (name === requestedBy) return no('nobody approves what they asked for themselves, nor does who decides for them')
  if (agreed.includes(name))
    return no(
      name === by
        ? 'somebody gave this answer in your place already, and a second person must agree'
        : 'they gave this answer themselves already, and a second person must agree',
    )
  const above = aboveLimit(role, question)
  return above ? no(inWords(role, above, question.rates)) : { allowed: true, role }
}

type Above = { amount: Money; ceiling: Ceiling & { up_to: Money }; action: string | null }

/** The first amount that is above a role's limit; null when none is. */
function aboveLimit(
  role: Decider,
  { action, amount, total = null, besides = [], rates, inForce }: Question,
): Above | null {
  for (const stake of [{ action, amount }, ...besides]) {
    const ceiling = (money: Money | null): Ceiling =>
      limitFor({ role, action: stake.action, currency: money?.currency ?? null }, inForce, rates)
    const largest = stake.amount ?? total
    const counted = ceiling(largest).own ? [largest] : [largest, total]
    for (const money of counted) {
      const { up_to, own } = ceiling(money)
      if (money !== null && up_to !== null && !isWithin(money, { up_to }, rates))
        return { amount: money, ceiling: { up_to, own }, action: stake.action }
    }
  }
  return null
}

function inWords(role: Decider, { amount, ceiling, action }: Above, rates: RateTable): string {
  const { up_to, own } = ceiling
  const limit = `${formatMoney(up_to)}${own && action !== null ? ` for ${action.replaceAll('_', ' ')}` : ''}`
  const [asked, most] = [usdCents(amount, rates), usdCents(up_to, rates)]
  if (amount.currency !== up_to.currency && (asked === null || most === null))
    return `what ${formatMoney(amount)} is worth against a limit of ${limit} is not known here, so it takes somebody without a limit`
  return `${formatMoney(amount)} is above the limit of ${role === 'admin' ? 'an' : 'a'} ${role} (${limit})`
}

/** Everybody by name whose highest role is enough, and the groups that give such a role; for those away, who decides for them. */
function whoMay(question: Question): string[] {
  const { by, now, requestedBy, agreed = [], groups, inForce } = question
  const { people, away } = inForce
  const able = Decider.options.filter((role) => aboveLimit(role, question) === null)
  const named = able
    .flatMap((role) => people[role])
    .filter((id) => isGroup(id) || able.some((role) => role === roleOf(id, people, groups)))
    .filter((id) => id !== requestedBy && !agreed.includes(id))
  const reached = named.flatMap((id) => {
    const absent = away[id]
    return absent && now < absent.until ? [absent.to, id] : [id]
  })
  return [...new Set(reached)].filter((id) => id !== by && id !== requestedBy)
}
