// Modals and App Homes around their blocks, within Slack's limits.
import type { HomeView, KnownBlock, ModalView } from '@slack/web-api'
import { plainText, sections } from './elements.ts'

export const VIEW_BLOCKS = 100

export type ModalSpec = {
  title: string
  blocks: readonly KnownBlock[]
  /** Set for forms. */
  submit?: { label: string; callback: string }
  /** Kept for the submission; ids only. */
  metadata?: string
  close?: string
  /** Set for windows whose closing is listened to. */
  closing?: string
}

export function modal({ title, blocks, submit, metadata, close = 'Close', closing }: ModalSpec): ModalView {
  return {
    type: 'modal',
    title: plainText(title, 24),
    close: plainText(close, 24),
    blocks: fitted(blocks),
    ...(submit ? { submit: plainText(submit.label, 24), callback_id: submit.callback } : {}),
    ...(closing === undefined ? {} : { callback_id: closing, notify_on_close: true }),
    ...(metadata === undefined ? {} : { private_metadata: metadata }),
  }
}

export function home(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: fitted(blocks) }
}

function fitted(blocks: readonly KnownBlock[]): KnownBlock[] {
  if (blocks.length <= VIEW_BLOCKS) return [...blocks]
  const left = blocks.length - (VIEW_BLOCKS - 1)
  return [...blocks.slice(0, VIEW_BLOCKS - 1), ...sections([`_${left} more parts do not fit into one Slack window._`])]
}
