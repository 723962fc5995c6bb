// What somebody types after `/review`, as a test a case passes or not. Words nobody knows are given back, never ignored.
import { sha256 } from '../../contracts/json.ts'
import { Currency, type Money, minorDigits, type RateTable, usdCents } from '../../contracts/money.ts'
import type { OpenCase } from '../../ledger/cases.ts'

/** Words that mean something in this installation and at this moment. */
export type Vocabulary = { agents: readonly string[]; actions: readonly string[]; cases: readonly OpenCase[] }

export type Facts = {
  user: string
  /** Runs this person has claimed. */
  claimed: ReadonlySet<string>
  isUrgent(one: OpenCase): boolean
  /** The cluster with the most cases; null when no two are alike. */
  largest: string | null
  rates: RateTable
}

export type Test = (one: OpenCase, facts: Facts) => boolean
export type Filter = { status: 'ok'; test: Test } | { status: 'unknown'; words: string[] }

const NUMBER = /^#?(\d[\d,]*(?:\.\d+)?)$/

export function readFilter(text: string, vocabulary: Vocabulary): Filter {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const tests: Test[] = []
  const unknown: string[] = []
  for (let at = 0; at < words.length; ) {
    const read = amountAt(words, at) ?? wordAt(words[at] ?? '', vocabulary)
    if (read) tests.push(read.test)
    else unknown.push(words[at] ?? '')
    at += read?.took ?? 1
  }
  return unknown.length > 0
    ? { status: 'unknown', words: unknown }
    : { status: 'ok', test: (one, facts) => tests.every((test) => test(one, facts)) }
}

/** The filter that means exactly the cases alike for this reason. */
export function alikeFilter(cluster: string): string {
  return `alike:${digest(cluster)}`
}

type Read = { took: number; test: Test } | null

/** "over 500", "under 40", "over HKD 500", "over 500 HKD": US dollars when no currency is named. */
function amountAt(words: readonly string[], at: number): Read {
  const side = { over: 1, above: 1, under: -1, below: -1 }[words[at]?.toLowerCase() ?? '']
  if (side === undefined) return null
  const [first = '', second = ''] = words.slice(at + 1, at + 3)
  const before = currencyOf(first)
  const after = before ? null : currencyOf(second)
  const digits = NUMBER.exec(before ? second : first)?.[1]
  if (digits === undefined) return null
  const currency = before ?? after ?? 'USD'
  const value = Number(digits.replaceAll(',', ''))
  return {
    took: before || after ? 3 : 2,
    test: ({ amount }, { rates }) => {
      const limit: Money = { amount: Math.round(value * 10 ** minorDigits(currency)), currency }
      const [asked, against] = [amount && usdCents(amount, rates), usdCents(limit, rates)]
      if (amount?.currency === currency) return side * amount.amount > side * limit.amount
      return asked !== null && against !== null && side * asked > side * against
    },
  }
}

function currencyOf(word: string): string | null {
  const code = Currency.safeParse(word.replace('$', 'D').toUpperCase())
  return code.success ? code.data : null
}

const NAMED: Readonly<Record<string, Test>> = {
  urgent: (one, { isUrgent }) => isUrgent(one),
  mine: ({ passed_to, run_id }, { user, claimed }) => passed_to === user || claimed.has(run_id),
  practice: ({ kind }) => kind === 'practice',
  alike: ({ cluster }, { largest }) => cluster !== null && cluster === largest,
  two: ({ needs_two }) => needs_two,
  audits: ({ look }) => look !== undefined,
}

function wordAt(word: string, { agents, actions, cases }: Vocabulary): Read {
  const said = word.toLowerCase()
  const own = Object.hasOwn(NAMED, said) ? NAMED[said] : undefined
  if (own) return { took: 1, test: own }
  const alike = /^alike:([0-9a-f]{8})$/.exec(said)?.[1]
  if (alike !== undefined) return { took: 1, test: ({ cluster }) => cluster !== null && digest(cluster) === alike }
  const number = said.replace(/^#/, '')
  if (/\d/.test(number) && cases.some((one) => bare(one.number) === number))
    return { took: 1, test: (one) => bare(one.number) === number }
  if (cases.some(({ market }) => market?.toLowerCase() === said))
    return { took: 1, test: ({ market }) => market?.toLowerCase() === said }
  const names = [...agents, ...actions, ...cases.flatMap(({ agent, action, step }) => [agent, action, step])]
  const part = said.replaceAll('-', '_')
  // Two letters are a market or a slip; nobody means every name that holds them.
  if (part.length > 2 && names.some((name) => name.includes(part)))
    return { took: 1, test: ({ agent, action, step }) => [agent, action, step].some((name) => name.includes(part)) }
  return /^[a-z]{2}$/.test(said) && MARKETS.has(said) ? { took: 1, test: () => false } : null
}

/** Markets of which nothing may be open right now. */
const MARKETS = new Set('hk sg my au nz jp cn tw th ph id vn kr in us gb eu ca de fr'.split(' '))

function bare(number: string): string {
  return number.toLowerCase().replace(/^#+/, '')
}

function digest(cluster: string): string {
  return sha256(cluster).slice(0, 8)
}
