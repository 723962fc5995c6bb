// `/review [filter]`: a window that steps through the cases, opened at once and filled when the record has answered.
import { helpFor } from '../../../../blocks/help.ts'
import { REVIEW_USAGE } from '../../../../blocks/review/help-window.ts'
import { TOO_LATE } from '../../windows/windows.ts'
import type { Command } from './commands.ts'

export const reviewCommand: Command = {
  help: {
    word: 'review',
    about:
      'Steps through the cases you may decide, one per screen and one tap each. Nobody else is shown a case while you look at it.',
    usage: [...REVIEW_USAGE],
  },
  async run({ reviews }, { text, user, trigger }) {
    if (text.trim().toLowerCase() === 'help') return { text: 'How to use /review', blocks: helpFor(reviewCommand.help) }
    const opened = await reviews.open({ user, trigger, view: null }, text.trim())
    return opened ? null : { text: TOO_LATE }
  },
}
