// Closing a modal. The app hears of it only when the view asked for that.
import type { Outcome } from '../contract.ts'
import type { CloseCall } from '../ui-calls.ts'
import type { Desk } from './desk.ts'
import { commonFields, OK, refused } from './envelope.ts'
import { viewWire } from './view-wire.ts'

export async function handleClose(desk: Desk, call: CloseCall): Promise<Outcome> {
  const { workspace, delivery } = desk
  const top = workspace.views.stack(call.user).at(-1)
  if (top?.id !== call.viewId) return refused('not_there', 'This window is no longer open.')
  const all = call.clearAll === true || top.payload.clear_on_close === true
  const closed = workspace.views.close(call.user, all)
  await Promise.all(
    closed
      .filter((view) => view.payload.notify_on_close === true)
      .map((view) =>
        delivery.send({
          kind: 'interactive',
          payload: {
            type: 'view_closed',
            ...commonFields(workspace, call.user),
            view: viewWire(workspace, view),
            is_cleared: all,
          },
        }),
      ),
  )
  return OK
}
