// Labelled orders from a CSV file, oldest first, each with what a shop knew at its moment: nothing later than the order itself.
import { readFileSync } from 'node:fs'
import { AppError } from '../../src/contracts/app-error.ts'
import { DAY } from '../../src/contracts/clock.ts'

export type LabelledOrder = {
  id: string
  /** Epoch ms; the file's times are taken as UTC. */
  at: number
  signed_up_at: number
  /** US dollars: the file names no currency. */
  usd_cents: number
  is_fraud: boolean
  past: Past
}

/** From orders before this one. */
export type Past = {
  /** Accounts that used this device so far, this one among them. */
  accounts_on_device: number
  orders_on_device: number
  orders_on_device_24h: number
  orders_from_ip: number
}

const COLUMNS = [
  'user_id',
  'signup_time',
  'purchase_time',
  'purchase_value',
  'device_id',
  'ip_address',
  'class',
] as const

/** Throws `eval.orders`. */
export function readOrders(file: string, most: number): LabelledOrder[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  const at = Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name)]))
  const missing = COLUMNS.filter((name) => at[name] === -1)
  if (missing.length > 0) throw wrong(`${file} has no column ${missing.join(', ')}`)
  const past = createPast()
  let before = Number.NEGATIVE_INFINITY
  return lines.slice(0, most).map((line, index) => {
    const cells = line.split(',')
    const cell = (name: (typeof COLUMNS)[number]): string => cells[at[name] ?? -1] ?? ''
    const moment = (name: 'signup_time' | 'purchase_time') => Date.parse(`${cell(name).replace(' ', 'T')}Z`)
    const order = {
      ...{ id: cell('user_id'), at: moment('purchase_time'), signed_up_at: moment('signup_time') },
      ...{ usd_cents: Math.round(Number(cell('purchase_value')) * 100), is_fraud: cell('class') === '1' },
    }
    const readable = [order.at, order.signed_up_at, order.usd_cents].every(Number.isFinite)
    if (!readable || !/^[01]$/.test(cell('class'))) throw wrong(`${file}:${index + 2} cannot be read`)
    if (order.at < before) throw wrong(`${file}:${index + 2} is earlier than the line before it`)
    before = order.at
    return { ...order, past: past({ ...order, device: cell('device_id'), ip: cell('ip_address') }) }
  })
}

type Seen = { accounts: Set<string>; at: number[] }

function createPast(): (order: { id: string; at: number; device: string; ip: string }) => Past {
  const devices = new Map<string, Seen>()
  const ips = new Map<string, number>()
  return ({ id, at, device, ip }) => {
    const seen = devices.get(device) ?? { accounts: new Set(), at: [] }
    seen.accounts.add(id)
    const past: Past = {
      accounts_on_device: seen.accounts.size,
      orders_on_device: seen.at.length,
      orders_on_device_24h: seen.at.filter((moment) => moment > at - DAY).length,
      orders_from_ip: ip === '' ? 0 : (ips.get(ip) ?? 0),
    }
    seen.at.push(at)
    devices.set(device, seen)
    if (ip !== '') ips.set(ip, past.orders_from_ip + 1)
    return past
  }
}

function wrong(because: string): AppError {
  return new AppError('eval.orders', because)
}
