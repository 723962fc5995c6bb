// Sets the order's units aside in the warehouses.
import { z } from 'zod'
import { DAY } from '../contracts/clock.ts'
import type { Action } from './action.ts'
import { payload } from './params.ts'
import { notWhen } from './preconditions.ts'
import { effectNamed, undoOf } from './shop-effect.ts'
import { specOf } from './spec.ts'

const ReserveParams = payload({
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive(), warehouse: z.string() })),
})

export const reserve: Action = {
  spec: specOf({
    name: 'reserve',
    risk: 'A',
    afterwards: 'continue',
    conflicts_with: ['cancel', 'backorder'],
    undo_ms: 7 * DAY,
  }),
  params: ReserveParams,
  describe(params) {
    const { success, data } = ReserveParams.safeParse(params)
    const lines = success ? data.lines : []
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
    const where = [...new Set(lines.map(({ warehouse }) => warehouse))].join(' and ')
    return units === 0
      ? 'reserves nothing: no line of the order comes from stock'
      : `reserves ${units} ${units === 1 ? 'unit' : 'units'} in ${where}`
  },
  precondition: notWhen('shipped', 'cancelled'),
  execute: effectNamed('reserve'),
  undo: undoOf('reserve'),
}
