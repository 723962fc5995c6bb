// The commands there are, by their word. manifest.yml, the help and the listeners all follow this list.
import type { KnownBlock } from '@slack/web-api'
import type { CommandHelp } from '../../../../blocks/help.ts'
import type { Surface } from '../surface.ts'
import { agentsCommand } from './agents.ts'
import { autonomyCommand } from './autonomy.ts'
import { awayCommand } from './away.ts'
import { costsCommand } from './costs.ts'
import { orderCommand } from './order.ts'
import { reviewCommand } from './review.ts'
import { stuckCommand } from './stuck.ts'

/** `trigger` opens a window, within three seconds. */
export type CommandCall = { text: string; user: string; trigger: string }
export type CommandReply = { text: string; blocks?: KnownBlock[] }

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
  stuck: stuckCommand,
  costs: costsCommand,
  away: awayCommand,
}
