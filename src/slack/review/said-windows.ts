// Review windows that only say something.
import type { ModalView } from '@slack/web-api'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import { notADecider, ORPHAN } from '../answer-words.ts'

/** `admins`: whom to ask. */
export function refusedWindow(admins: readonly string[]): ModalView {
  return noticeModal('Review', [notADecider(admins)])
}

export function goneWindow(): ModalView {
  return noticeModal('Review', [ORPHAN, 'Type `/review` to begin again.'])
}

/** Keeps the session: the next case comes into the same window. */
export function waitingWindow(text: string, metadata: string): ModalView {
  return { ...noticeModal('Review', [text]), private_metadata: metadata }
}
