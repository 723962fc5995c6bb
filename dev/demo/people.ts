// The people and channels of the try-it workspace. Sample names: Ana runs the place, Ben and Chloe review.

import type { z } from 'zod'
import type { Seed } from '../slack/options.ts'

export const ANA = 'U0ANA0001'
export const BEN = 'U0BEN0001'
export const CHLOE = 'U0CHLOE01'
export const OPS = 'C0OPS0001'

export const workspaceSeed: z.input<typeof Seed> = {
  team: { id: 'T0LOCAL01', name: 'Sample retailer', domain: 'sample-retailer' },
  users: [
    {
      id: ANA,
      name: 'ana',
      realName: 'Ana',
      title: 'Operations lead',
      isAdmin: true,
      isOwner: true,
      timezone: 'Asia/Hong_Kong',
    },
    { id: BEN, name: 'ben', realName: 'Ben', title: 'Order reviewer', timezone: 'Asia/Hong_Kong' },
    {
      id: CHLOE,
      name: 'chloe',
      realName: 'Chloe',
      title: 'Customer care (may look, not decide)',
      timezone: 'Asia/Hong_Kong',
    },
  ],
  channels: [
    {
      id: OPS,
      name: 'order-desk',
      topic: 'Questions from the agents. Approve, reject, edit.',
      members: [ANA, BEN, CHLOE, 'bot'],
    },
    { id: 'C0GENERAL', name: 'general', topic: 'Everyone', members: [ANA, BEN, CHLOE] },
  ],
}
