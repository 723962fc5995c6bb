// What the page holds for one person: the workspace as they see it, the threads they opened, the notices on screen.
import type { Message, WorkspaceState } from '../../slack/contract.ts'

export interface Toast {
  id: number
  level: 'info' | 'error'
  text: string
}

export interface Known {
  workspace: WorkspaceState
  /** Opened threads by `threadKey`: the parent first, then the replies, oldest first. */
  threads: Readonly<Record<string, readonly Message[]>>
  toasts: readonly Toast[]
}

export function threadKey(channel: string, ts: string): string {
  return `${channel}/${ts}`
}
