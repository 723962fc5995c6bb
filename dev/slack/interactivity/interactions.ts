// Everything a person can do in the workspace, in process. The /ui routes and the reviewer are thin callers of this.
import type { Outcome } from '../contract.ts'
import type {
  ActionCall,
  ChannelCall,
  CloseCall,
  CommandCall,
  HomeCall,
  MessageCall,
  OptionsCall,
  ShortcutCall,
  SubmitCall,
} from '../ui-calls.ts'
import { handleAction } from './action.ts'
import { handleCommand } from './command.ts'
import type { Desk } from './desk.ts'
import { handleHome } from './home.ts'
import { handleMessage, joinChannel, readChannel } from './message.ts'
import { handleOptions } from './options-request.ts'
import { handleShortcut } from './shortcut.ts'
import { handleClose } from './view-close.ts'
import { handleSubmit } from './view-submit.ts'

export interface Interactions {
  action(call: ActionCall): Promise<Outcome>
  options(call: OptionsCall): Promise<Record<string, unknown>>
  command(call: CommandCall): Promise<Outcome>
  message(call: MessageCall): { ts: string }
  submit(call: SubmitCall): Promise<Outcome>
  close(call: CloseCall): Promise<Outcome>
  home(call: HomeCall): Outcome
  shortcut(call: ShortcutCall): Promise<Outcome>
  read(call: ChannelCall): void
  join(call: ChannelCall): void
}

export function createInteractions(desk: Desk): Interactions {
  return {
    action: (call) => handleAction(desk, call),
    options: (call) => handleOptions(desk, call),
    command: (call) => handleCommand(desk, call),
    message: (call) => handleMessage(desk, call),
    submit: (call) => handleSubmit(desk, call),
    close: (call) => handleClose(desk, call),
    home: (call) => handleHome(desk, call),
    shortcut: (call) => handleShortcut(desk, call),
    read: (call) => readChannel(desk, call),
    join: (call) => joinChannel(desk, call),
  }
}
