// Review windows that only say something.
import type { ModalView } from '@slack/web-api'
import { noticeModal } from '../../../blocks/notice-modal.ts'
import { NOT_A_DECIDER, ORPHAN } from '../answer-words.ts'

export function refusedWindow(): ModalView {
  return noticeModal('Review', [NOT_A_DECIDER, 'Practice cards show what deciding is like: `/agents practice`.'])
}

export function goneWindow(): ModalView {
  return noticeModal('Review', [ORPHAN, 'Type `/review` to begin again.'])
}

/** Keeps the session: the next case comes into the same window. */
export function waitingWindow(text: string, metadata: string): ModalView {
  return { ...noticeModal('Review', [text]), private_metadata: metadata }
}
