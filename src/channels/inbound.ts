// Every channel that takes requests. A new platform is one more entry here.
import type { Channel } from './channel.ts'
import { generic } from './generic.ts'
import { shopify } from './shopify/shopify.ts'

export const inboundChannels: readonly Channel[] = [shopify, generic]

export function channelNamed(name: string): Channel | undefined {
  return inboundChannels.find((channel) => channel.name === name)
}
