// Who passed a question to whom, in words; whoever is meant is mentioned.
import type { PassedTo } from '../src/contracts/verdict.ts'
import { mention } from './kit/text.ts'

export type Pass = { by: string; to: PassedTo }

/** "@Ben: @Ana passed this to you" */
export function passWords({ by, to }: Pass): string {
  switch (to.kind) {
    case 'nobody':
      return `${mention(by)} says: not mine. It stays open for the others`
    case 'person':
      return to.id === by ? `${mention(by)} takes this` : `${mention(to.id)}: ${mention(by)} passed this to you`
    case 'channel':
      return `${mention(by)} passed this to ${channelName(to.id)}`
    default:
      return to satisfies never
  }
}

/** A channel as Slack shows it by name. */
export function channelName(id: string): string {
  return /^[CG][A-Z0-9]+$/.test(id) ? `<#${id}>` : 'another channel'
}
