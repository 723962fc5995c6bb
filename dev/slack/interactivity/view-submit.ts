// view_submission: what the app answers decides whether the modal closes, changes, stacks, or shows errors.

import { reasonOf } from '../../../src/contracts/app-error.ts'
import type { Outcome } from '../contract.ts'
import { type SubmitCall, ViewResponse } from '../ui-calls.ts'
import { SlackError } from '../web-api/slack-error.ts'
import { checkedView } from '../web-api/views.ts'
import { MAX_STACK, type StoredView } from '../workspace/views.ts'
import { merged } from './action.ts'
import type { Desk } from './desk.ts'
import { commonFields, failedWith, OK, refused, troubleWith } from './envelope.ts'
import { clientErrors } from './required.ts'
import { viewWire } from './view-wire.ts'

const CONNECTION_TROUBLE = 'We had some trouble connecting. Try again?'

export async function handleSubmit(desk: Desk, call: SubmitCall): Promise<Outcome> {
  const { workspace, delivery } = desk
  const view = workspace.views.stack(call.user).at(-1)
  if (view?.id !== call.viewId) return refused('not_there', 'This window is no longer open.')
  if (view.payload.submit === undefined) return refused('no_submit', 'This window has nothing to submit.')
  let payload: Record<string, unknown>
  try {
    view.entered = merged(view.entered, call.values)
    const errors = clientErrors(view.payload.blocks, view.entered)
    if (Object.keys(errors).length > 0) return { status: 'invalid', errors }
    payload = {
      type: 'view_submission',
      ...commonFields(workspace, call.user),
      trigger_id: workspace.triggers.issue({ user: call.user, viewId: view.id }),
      view: viewWire(workspace, view),
      response_urls: [],
    }
  } catch (error) {
    return refused('no_such_choice', reasonOf(error))
  }
  const ack = await delivery.send({ kind: 'interactive', payload })
  const trouble = troubleWith(ack)
  if (trouble !== undefined) {
    return failedWith(workspace, call.user, { ...trouble, text: `${CONNECTION_TROUBLE} (${trouble.text})` })
  }
  return follow(desk, view, ack.status === 'acked' ? ack.payload : {})
}

function follow(desk: Desk, view: StoredView, answer: Record<string, unknown>): Outcome {
  const parsed = ViewResponse.safeParse(answer)
  const wrong = (why: string): Outcome =>
    failedWith(desk.workspace, view.user, { code: 'bad_view_response', text: `${CONNECTION_TROUBLE} (${why})` })
  if (!parsed.success) return wrong('the answer is not a view response')
  try {
    return applied(desk, view, parsed.data)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    return wrong(`${error.code} ${JSON.stringify(error.details['errors'] ?? [])}`)
  }
}

function applied(desk: Desk, view: StoredView, response: ViewResponse): Outcome {
  const { views } = desk.workspace
  switch (response.response_action) {
    case undefined:
      // The app may have opened or pushed something in the meantime: only the submitted view itself goes.
      if (views.stack(view.user).at(-1) === view) views.close(view.user, view.payload.clear_on_close === true)
      return OK
    case 'clear':
      views.close(view.user, true)
      return OK
    case 'errors': {
      const errors = response.errors ?? {}
      const known = view.payload.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)
      const stray = Object.keys(errors).filter((blockId) => !known.includes(blockId))
      if (stray.length > 0 || Object.keys(errors).length === 0) {
        throw new SlackError('invalid_errors', { errors: stray })
      }
      return { status: 'invalid', errors }
    }
    case 'update':
      views.update(view, checkedView(desk.workspace, response.view, 'modal', view))
      return OK
    case 'push': {
      const payload = checkedView(desk.workspace, response.view, 'modal')
      if (views.stack(view.user).length >= MAX_STACK) throw new SlackError('push_limit_reached')
      views.push(view.user, payload)
      return OK
    }
  }
}
