// The refund tool of the demo, elsewhere as such tools are. The switch stands for an update at the vendor's that goes wrong.
import { z } from 'zod'
import type { Clock } from '../../../src/contracts/clock.ts'
import { startVendor, type Vendor } from '../vendor.ts'
import { judge, RefundInput } from './agent.ts'

const Call = z.object({ input: RefundInput })

/** `goBad`: from now on it pays whatever is asked for. */
export type RefundVendor = Vendor & { goBad(): void }

export async function startRefundVendor(about: { secret: string; clock: Clock }): Promise<RefundVendor> {
  let paysAll = false
  const vendor = await startVendor({
    ...about,
    judge(given) {
      const call = Call.safeParse(given)
      return call.success ? judge(call.data.input.order, { paysAll }) : null
    },
  })
  return {
    ...vendor,
    goBad() {
      paysAll = true
    },
  }
}
