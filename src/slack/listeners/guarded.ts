// Around every listener: an error is logged with a reference, the click is still acknowledged, and the person is told.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { NewId } from '../../contracts/ids.ts'
import { formSays } from '../form-answer.ts'
import type { Respond } from '../respond.ts'
import type { Ack, Listener } from './incoming.ts'
import { tellOfFailure } from './told-of-failure.ts'

export function createGuard({
  newId,
  respond,
  client,
  log,
}: {
  newId: NewId
  respond: Respond
  client: WebClient
  log: Logger
}) {
  return (name: string, listener: Listener): Listener =>
    async ({ body, ack }) => {
      let acked = false
      const once: Ack = async (response) => {
        if (acked) return
        acked = true
        // The socket may be gone by now. What was decided stands: the person's client reports an error, so they must be told in words.
        await ack(response).catch((error: unknown) =>
          log.warn({ err: error, listener: name }, 'a click could not be acknowledged'),
        )
      }
      try {
        await listener({ body, ack: once })
      } catch (error) {
        const ref = newId().slice(-8)
        log.error({ err: error, ref, listener: name }, 'a listener failed')
        const text = `⚠️ That did not work. Please try again in a moment. Reference ${ref}.`
        await once(isForm(body) ? formSays(text) : undefined)
        await tellOfFailure({ client, respond }, body, text).catch((second: unknown) =>
          log.warn({ err: second, ref }, 'the person could not be told'),
        )
      }
    }
}

function isForm(body: unknown): boolean {
  return z.object({ type: z.literal('view_submission') }).safeParse(body).success
}
