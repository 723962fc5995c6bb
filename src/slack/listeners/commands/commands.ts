// The commands there are, by their word. manifest.yml, the help and the listeners all follow this list.
import type { KnownBlock } from '@slack/web-api'
import type { CommandHelp } from '../../../../blocks/help.ts'
import type { Surface } from '../surface.ts'
import { agentsCommand } from './agents.ts'
import { autonomyCommand } from './autonomy.ts'
import { awayCommand } from './away.ts'
import { costsCommand } from './costs.ts'
import { digestCommand } from './digest.ts'
import { meCommand } from './me.ts'
import { orderCommand } from './order.ts'
import { reviewCommand } from './review.ts'
import { saleCommand } from './sale.ts'
import { stuckCommand } from './stuck.ts'

/** `trigger` opens a window, within three seconds. */
export type CommandCall = { text: string; user: string; trigger: string }
/** `plainly`: in place of the blocks, where Slack does not take them. */
export type CommandReply = { text: string; blocks?: KnownBlock[]; plainly?: KnownBlock[] }

export type Command = {
  help: CommandHelp
  /** Null when a window answers. */
  run(surface: Surface, call: CommandCall): Promise<CommandReply | null>
}

export const commands: Readonly<Record<string, Command>> = {
  order: orderCommand,
  review: reviewCommand,
  agents: agentsCommand,
  autonomy: autonomyCommand,
  digest: digestCommand,
  stuck: stuckCommand,
  costs: costsCommand,
  away: awayCommand,
  sale: saleCommand,
  me: meCommand,
}
