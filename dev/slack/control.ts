// The hands behind the scenes: refresh and drop connections, arm faults, change people, read the counters.
import { AppError } from '../../src/contracts/app-error.ts'
import type { Member } from './contract.ts'
import type { Counters } from './counters.ts'
import type { SocketDelivery } from './delivery/socket.ts'
import type { Faults } from './faults.ts'
import type { ChannelPatch, FaultCall, GroupPatch, Stats, UserPatch } from './ui-calls.ts'
import type { Workspace } from './workspace/workspace.ts'

export interface Control {
  /** Answers how many connections were told to leave; `count` absent means all. */
  refreshSockets(options?: { count?: number; reason?: string }): number
  dropSockets(options?: { count?: number }): number
  fault(call: FaultCall): void
  outage(on: boolean): void
  setUser(patch: UserPatch): Member
  setGroup(patch: GroupPatch): void
  setChannel(patch: ChannelPatch): void
  stats(): Stats
}

export function createControl(parts: {
  workspace: Workspace
  sockets: SocketDelivery | null
  faults: Faults
  counters: Counters
  slackRate: number
}): Control {
  const { workspace, sockets, faults, counters, slackRate } = parts
  return {
    refreshSockets: (options) => sockets?.refresh(options) ?? 0,
    dropSockets: (options) => sockets?.drop(options) ?? 0,
    fault: faults.set,
    outage: faults.setOutage,
    setUser: workspace.members.set,
    setGroup: workspace.members.setGroup,
    setChannel(patch) {
      const channel = workspace.channels.get(patch.id)
      if (channel === undefined) throw new AppError('slack.unknown_channel', `There is no channel ${patch.id}.`)
      if (patch.isArchived !== undefined) channel.isArchived = patch.isArchived
      if (patch.members !== undefined) channel.members = [...patch.members]
      workspace.channels.changed(channel)
    },
    stats: () => ({ slackRate, sockets: sockets?.connections() ?? 0, ...counters.read() }),
  }
}
