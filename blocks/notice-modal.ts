// Windows that only say something: being fetched, done, or what went wrong and what to do about it.
import type { ModalView } from '@slack/web-api'
import { sections } from './kit/elements.ts'
import { modal } from './kit/view.ts'

export function loadingModal(title: string): ModalView {
  return modal({ title, blocks: sections(['⏳ One moment …']) })
}

/** `lines` are ours or escaped already. */
export function noticeModal(title: string, lines: readonly string[]): ModalView {
  return modal({ title, blocks: sections(lines) })
}
