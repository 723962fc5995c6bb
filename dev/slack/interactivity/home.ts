// Opening the app: its Home tab or its Messages tab (the direct message). The app hears of it and may publish.
import type { Outcome } from '../contract.ts'
import type { HomeCall } from '../ui-calls.ts'
import type { Desk } from './desk.ts'
import { OK } from './envelope.ts'
import { viewWire } from './view-wire.ts'

export function handleHome(desk: Desk, call: HomeCall): Outcome {
  const { workspace, events } = desk
  const user = workspace.members.must(call.user)
  const { channel } = workspace.channels.openIm(workspace.app.botUserId, user.id)
  const tab = call.tab ?? 'home'
  const home = workspace.views.home(user.id)
  events.publish('app_home_opened', {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab,
    event_ts: workspace.ids.ts(),
    ...(tab === 'home' && home !== undefined ? { view: viewWire(workspace, home) } : {}),
  })
  return OK
}
