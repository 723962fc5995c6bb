// The diff in an open edit form, kept true while values change. A hint: what it cannot show in time, the approval checks all the same.
import type { ModalView, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { FormTarget, unpacked } from '../../../blocks/target.ts'
import { Submission } from '../click.ts'
import { type Lanes, VIEWS_UPDATE } from '../lanes.ts'
import { called } from '../slack-call.ts'
import { loadEdit } from '../windows/edit.ts'
import type { Reading } from '../windows/reading.ts'
import { checkedView } from '../windows/windows.ts'

/** A form as it stands after one of its fields changed. */
export const FormChange = Submission.and(
  z.object({ view: z.object({ hash: z.string() }) }).transform(({ view }) => ({ hash: view.hash })),
)
export type FormChange = z.infer<typeof FormChange>

export type LiveDiff = (form: FormChange) => Promise<void>

/** Forms that are open at the same time in one process. */
const REMEMBERED = 200

export function createLiveDiff(parts: {
  client: WebClient
  reading: Reading
  lanes: Pick<Lanes, 'views'>
  log: Logger
}): LiveDiff {
  const { client, reading, lanes, log } = parts
  /** Per window: the newest change, what is under way, and the hash our own last update left. */
  const open = new Map<string, { newest: FormChange; working: Promise<void>; hash: string | null }>()

  return (form) => {
    const known = open.get(form.view)
    open.delete(form.view)
    const entry = { newest: form, working: known?.working ?? Promise.resolve(), hash: known?.hash ?? null }
    open.set(form.view, entry)
    const [oldest] = open.keys()
    if (open.size > REMEMBERED && oldest !== undefined) open.delete(oldest)
    entry.working = entry.working
      .then(() => show(form))
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the diff of an edit could not be shown')
      })
    return entry.working
  }

  async function show(form: FormChange): Promise<void> {
    const target = unpacked(FormTarget, form.metadata)
    const isNewest = () => open.get(form.view)?.newest === form
    // While somebody types, only where they have come to is worth showing.
    if (!target || !isNewest() || lanes.views.wait(VIEWS_UPDATE) > 0) return
    const view = checkedView(await loadEdit(reading, target, form), log)
    if (isNewest()) await update(form, view)
  }

  /** Only while the window is the one that was typed into, or the one we made of it since. */
  async function update(form: FormChange, view: ModalView): Promise<void> {
    const entry = open.get(form.view)
    const hashes = new Set([form.hash, entry?.hash ?? form.hash])
    for (const hash of hashes) {
      lanes.views.take(VIEWS_UPDATE)
      const sent = await called(client.views.update({ view_id: form.view, hash, view }))
      if (sent.status === 'ok') {
        if (entry) entry.hash = sent.result.view?.hash ?? null
        return
      }
      if (sent.status !== 'channel' || sent.code !== 'hash_conflict') {
        log.debug({ reason: sent }, 'an edit form was not changed')
        return
      }
    }
  }
}
