// A message whose fate is unknown (a crash, an answer that never came) is looked up by its key before it is sent again.
// Slack keeps no keys of its own and lets us read direct messages only: what stands in channels cannot be looked up.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { called } from './slack-call.ts'

const EVENT = 'countersign_message'
/** Nothing of ours is further up, however much was written since. */
const LOOKED_THROUGH = 50

const Said = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(EVENT), event_payload: z.object({ key: z.string() }) }),
})

/** What makes a message findable. Everybody in the workspace can read it: no names, no figures. */
export function keyed(key: string): { metadata: { event_type: string; event_payload: { key: string } } } {
  return { metadata: { event_type: EVENT, event_payload: { key } } }
}

/** Its ts, or null when it was not said after that message, or nobody can tell: then it is said, perhaps again, rather than never. */
export async function alreadySaid(
  message: { channel: string; key: string; after: string },
  { client, log }: { client: WebClient; log: Logger },
): Promise<string | null> {
  const { channel, key, after } = message
  const found = await called(
    client.conversations.history({
      channel,
      oldest: after,
      limit: LOOKED_THROUGH,
      include_all_metadata: true,
    }),
  )
  if (found.status !== 'ok') {
    log.warn({ channel, reason: found }, 'whether something was said before could not be looked up')
    return null
  }
  for (const each of found.result.messages ?? []) {
    const said = Said.safeParse(each)
    if (said.success && said.data.metadata.event_payload.key === key) return said.data.ts
  }
  return null
}
