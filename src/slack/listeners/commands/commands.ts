// The commands there are, by their word. manifest.yml, the help and the listeners all follow this list.
import type { KnownBlock } from '@slack/web-api'
import type { CommandHelp } from '../../../../blocks/help.ts'
import type { Surface } from '../surface.ts'
import { agentsCommand } from './agents.ts'
import { orderCommand } from './order.ts'

export type CommandCall = { text: string; user: string }
export type CommandReply = { text: string; blocks?: KnownBlock[] }

export type Command = {
  help: CommandHelp
  run(surface: Surface, call: CommandCall): Promise<CommandReply>
}

export const commands: Readonly<Record<string, Command>> = { order: orderCommand, agents: agentsCommand }
