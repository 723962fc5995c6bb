// `/countersign me`: what the record says of one's own answers. To that person alone; others see only figures about everybody together.
import { helpFor } from '../../../../blocks/help.ts'
import { DAY } from '../../../contracts/clock.ts'
import type { ReviewerFigures } from '../../../ledger/checks.ts'
import type { Command } from './commands.ts'

const WEEK = 7 * DAY
const HALF_A_YEAR = 182 * DAY
/** No percentage is said of fewer. */
const WORTH_SAYING = 20

export const meCommand: Command = {
  help: {
    word: 'me',
    longOnly: true,
    about: 'How your own answers went: for your eyes only. Some cards are checks whose answer is known.',
    usage: [{ typed: '', does: 'your answers of the last seven days, and the checks you caught' }],
  },
  async run({ reading, clock }, { text, user }) {
    if (text.trim() !== '') return { text: 'How to use /countersign me', blocks: helpFor(meCommand.help) }
    const now = clock()
    const { checks } = reading.ledger
    const [week, half] = await Promise.all([
      checks.reviewers(now - WEEK, now),
      checks.reviewers(now - HALF_A_YEAR, now),
    ])
    return { text: inWords(of(week, user), of(half, user)) }
  },
}

function of(figures: readonly ReviewerFigures[], user: string): ReviewerFigures {
  const none = { reviewer: user, answers: 0, approvals: 0, fast: 0, shown: 0, caught: 0 }
  return figures.find(({ reviewer }) => reviewer === user) ?? none
}

function inWords(week: ReviewerFigures, half: ReviewerFigures): string {
  if (week.answers === 0 && half.shown === 0) return '🪞 Nothing yet: you have answered no card in the last seven days.'
  const percent = half.shown < WORTH_SAYING ? '' : ` (${Math.round((100 * half.caught) / half.shown)} %)`
  return [
    `🪞 *Your last seven days:* ${times(week.answers, 'answer')}, ${times(week.approvals, 'approval')}.`,
    week.fast === 0
      ? 'None came faster than a case can be read.'
      : `${times(week.fast, 'approval')} came faster than a case can be read, or too many in a row: done, but no evidence.`,
    half.shown === 0
      ? 'No check has come your way yet.'
      : `Of ${times(half.shown, 'known-wrong check')} in half a year you caught ${half.caught}${percent}.`,
    '_Nobody else is shown this._',
  ].join('\n')
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
