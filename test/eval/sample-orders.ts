// Labelled orders made up for tests: genuine ones at a calm pace, and accounts made for the fraud they commit.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/contracts/clock.ts'

const START = Date.UTC(2026, 0, 1)
const HEAD = 'user_id,signup_time,purchase_time,purchase_value,device_id,source,browser,sex,age,ip_address,class'

/** Every `fraudEvery`th order is fraud; from `lieFrom` on, accounts just as new are genuine. */
export function ordersFile(options: { orders: number; fraudEvery: number; lieFrom?: number }): string {
  const { orders, fraudEvery, lieFrom = Number.POSITIVE_INFINITY } = options
  const lines = Array.from({ length: orders }, (_, index) => {
    const at = START + index * HOUR
    const isNew = index % fraudEvery === 0
    const signedUp = isNew ? at : at - 30 * DAY - index * MINUTE
    const moment = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ')
    const device = isNew ? 'D-ring' : `D-${index}`
    const label = isNew && index < lieFrom ? 1 : 0
    return `${index},${moment(signedUp)},${moment(at)},${20 + (index % 25)},${device},Ads,Web,F,30,,${label}`
  })
  const folder = mkdtempSync(join(tmpdir(), 'fraud-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'fraud_dev.csv'), [HEAD, ...lines, ''].join('\n'))
  return folder
}
