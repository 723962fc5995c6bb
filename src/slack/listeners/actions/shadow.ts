// Comparing two versions: which side is right, how bad the other would have been, and whether the new one takes over.
import { ReportTarget, ShadowTarget, unpacked } from '../../../../blocks/target.ts'
import { ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import type { Reply } from '../../respond.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'compare' | 'places' | 'respond'>

export function handleCompare(parts: Parts): Listener {
  return handled(parts, async ({ value, user }) => {
    const target = unpacked(ShadowTarget, value)
    return target && parts.compare.choose(target, user)
  })
}

export function handleTakeOver(parts: Parts): Listener {
  return handled(parts, async ({ value, user }) => {
    const target = unpacked(ReportTarget, value)
    return target && parts.compare.takeOver(target.report, user)
  })
}

function handled({ places, respond }: Parts, answer: (click: Click) => Promise<Reply | null>): Listener {
  return async ({ body, ack }) => {
    const click = Click.parse(body)
    const reply = await answer(click)
    await ack()
    if (!reply) return places.ofClick(click).tell(ORPHAN)
    if (reply.to === 'person' || click.responseUrl === null) return places.ofClick(click).tell(reply.text)
    await respond(click.responseUrl, reply)
  }
}
