// What is said around the setup: to the channel that was chosen, and to the admin who saved it.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { sections } from './kit/elements.ts'
import { count, listed, mention, say } from './kit/text.ts'
import { noticeModal } from './notice-modal.ts'

export function setupChannelNote(by: string): { text: string; blocks: KnownBlock[] } {
  const text = 'Questions about orders will be posted here.'
  return {
    text,
    blocks: sections([
      `👋 ${mention(by)} chose this channel: *questions about orders will be posted here.*`,
      'Each card says what an agent proposes and why. Reviewers approve, reject or edit it; nothing happens without an answer.',
    ]),
  }
}

export function setupSaved(form: { channel: string; reviewers: readonly string[]; workflow_on: boolean }): ModalView {
  return noticeModal('Set up Countersign', [
    `✅ Saved. Questions go to <#${say(form.channel, 30)}>, ${count(form.reviewers.length, 'reviewer')} may answer.`,
    form.workflow_on
      ? 'New orders are looked at from now on.'
      : '⚠️ The workflow is off: new orders are stored, but nobody is asked about them.',
    'Next: `/agents practice` posts five practice cards. They are never executed and never count.',
  ])
}

export function adminsOnly(ask: readonly string[]): ModalView {
  const whom = ask.length === 0 ? '' : ` Ask ${listed(ask.slice(0, 3).map(mention))}.`
  return noticeModal('Set up Countersign', [`✋ Only an admin may change the setup.${whom}`])
}
