// Windows open at once, within their trigger's three seconds, and are filled when the record has answered: they never wait for it.
import type { HomeView, ModalView, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { viewProblems } from '../../../blocks/kit/check-blocks.ts'
import { loadingModal, noticeModal } from '../../../blocks/notice-modal.ts'
import type { NewId } from '../../contracts/ids.ts'
import type { Click } from '../click.ts'
import { called } from '../slack-call.ts'

export type Windows = {
  /** Opens a window over the click; on top of the window it came from, if it came from one. False when it was too late. */
  open(click: Pick<Click, 'trigger' | 'view'>, view: ModalView): Promise<boolean>
  /** Opens an empty one and fills it with what `load` brings. */
  openThen(
    click: Pick<Click, 'trigger' | 'view'>,
    title: string,
    load: () => Promise<ModalView>,
    /** Hears of the window's id before it is filled. */
    opened?: (id: string) => void,
  ): Promise<boolean>
}

export const TOO_LATE = 'Slack took too long to open the window. Please click again.'

export function createWindows({ client, newId, log }: { client: WebClient; newId: NewId; log: Logger }): Windows {
  async function openedAs(
    { trigger, view: under }: Pick<Click, 'trigger' | 'view'>,
    view: ModalView,
  ): Promise<string | null> {
    const request = { trigger_id: trigger, view: checkedView(view, log) }
    const sent = await called(under?.type === 'modal' ? client.views.push(request) : client.views.open(request))
    if (sent.status === 'ok') return sent.result.view?.id ?? ''
    log.warn({ reason: sent }, 'a window could not be opened')
    return null
  }

  return {
    async open(click, view) {
      return (await openedAs(click, view)) !== null
    },
    async openThen(click, title, load, opened) {
      // Not before the window is there: an embedded record computes in this process, and the trigger would grow old meanwhile.
      const id = await openedAs(click, loadingModal(title))
      if (id === null) return false
      opened?.(id)
      const loading = load().catch((error: unknown) => {
        const ref = newId().slice(-8)
        log.error({ err: error, ref }, 'a window could not be filled')
        return noticeModal(title, [`⚠️ The record did not answer. Please try again in a moment. Reference ${ref}.`])
      })
      const filled = await called(client.views.update({ view_id: id, view: checkedView(await loading, log) }))
      if (filled.status !== 'ok') log.warn({ reason: filled }, 'a window could not be filled: it may have been closed')
      return true
    },
  }
}

/** A view that breaks Slack's limits would leave the person without any answer: say so instead. */
export function checkedView(view: ModalView, log: Logger): ModalView
export function checkedView(view: HomeView, log: Logger): HomeView
export function checkedView(view: ModalView | HomeView, log: Logger): ModalView | HomeView {
  const problems = viewProblems(view)
  if (problems.length === 0) return view
  log.error({ problems }, "a view does not keep to Slack's limits")
  const { blocks } = noticeModal('Countersign', ['⚠️ This is too large for Slack to show. `/order` has the timeline.'])
  return view.type === 'home' ? { ...view, blocks } : { type: 'modal', title: view.title, blocks }
}
