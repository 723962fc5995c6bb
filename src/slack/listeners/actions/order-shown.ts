// Under an answer to `/order`: fetch it anew in its place, or show it to everybody there.
import { sharedTimeline, timelineMessage, timelineText } from '../../../../blocks/order-timeline.ts'
import { RunTarget, unpacked } from '../../../../blocks/target.ts'
import { withoutPersonalWords } from '../../../models/without-personal-data.ts'
import type { RunState } from '../../../workflow/state.ts'
import { MEMBERS_ONLY, ORPHAN } from '../../answer-words.ts'
import { Click } from '../../click.ts'
import { timelineOf } from '../../windows/timeline.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'reading' | 'respond' | 'places' | 'people'>

/** The message only this person sees becomes the timeline as it is now. */
export function handleShowOrder(parts: Parts): Listener {
  return onRun(parts, async (click, state, responseUrl) => {
    const { entity_id: entityId, run_id: run } = state
    const data = await timelineOf(parts.reading, { entityId, run, userId: click.user })
    // What others see too is never replaced by what this person may see.
    const to = click.message === null ? 'message' : 'person'
    await parts.respond(responseUrl, { to, text: timelineText(data), blocks: timelineMessage(data) })
  })
}

/** A message for everybody where the command was typed: without what people wrote, and without anything that names the customer. */
export function handleShareOrder(parts: Parts): Listener {
  return onRun(parts, async (click, state, responseUrl) => {
    const { entity_id: entityId, run_id: run, order } = state
    const data = await timelineOf(parts.reading, { entityId, run, userId: null })
    const plainly = (text: string): string => withoutPersonalWords(text, order)
    const shared = {
      ...data,
      entries: data.entries.map((entry) => ({
        ...entry,
        text: plainly(entry.text),
        details: entry.details.map(plainly),
      })),
    }
    await parts.respond(responseUrl, {
      to: 'everybody',
      text: timelineText(shared),
      blocks: sharedTimeline(shared, click.user),
    })
  })
}

function onRun(
  { reading, places, people }: Parts,
  act: (click: Click, state: RunState, responseUrl: string) => Promise<void>,
): Listener {
  return async ({ body, ack }) => {
    await ack()
    const click = Click.parse(body)
    const target = unpacked(RunTarget, click.value)
    if (target === null || click.responseUrl === null) return places.ofClick(click).tell(ORPHAN)
    if (!(await people.isActive(click.user))) return places.ofClick(click).tell(MEMBERS_ONLY)
    await act(click, await reading.run(target.run), click.responseUrl)
  }
}
