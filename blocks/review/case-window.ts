// One case of a review: the question in full, who asks and why, and one tap for each answer. The last answer stands above it.
import type { Button, KnownBlock, ModalView, StaticSelect } from '@slack/web-api'
import { RejectReason } from '../../src/contracts/verdict.ts'
import { agreementLine } from '../agreement-words.ts'
import type { CardData, QuestionData } from '../card-data.ts'
import { ACTIONS, CLOSES } from '../ids.ts'
import { actions, button, context, header, menu, sections, withButton } from '../kit/elements.ts'
import { count, say } from '../kit/text.ts'
import { modal } from '../kit/view.ts'
import { time } from '../kit/when.ts'
import { questionInFull } from '../more-modal.ts'
import { questionTitle } from '../question-card.ts'
import { escalation, standing } from '../question-lines.ts'
import { REASONS } from '../reject-modal.ts'
import { runCard } from '../run-card.ts'
import { packed } from '../target.ts'

export type ReviewCase = {
  data: CardData
  question: QuestionData
  place: Place
  /** What became of the last answer; ours or escaped already. */
  last: LastAnswer | null
  /** Cases alike for the same reason, this one included; null when it stands alone. */
  alike: { count: number; why: string } | null
  /** The session, for the next tap. */
  metadata: string
}

export type Place = {
  /** Of `of` cases in this session. */
  number: number
  of: number
  /** Cases that must be answered for one departure or reply. */
  due: { count: number; by: number } | null
}

export type LastAnswer = { text: string; undo: boolean }

export function caseWindow({ data, question, place, last, alike, metadata }: ReviewCase): ModalView {
  return modal({
    title: 'Review',
    closing: CLOSES.review,
    metadata,
    blocks: [
      ...lastLine(last),
      context([placeWords(place)]),
      ...shownQuestion(data, question),
      actions(`review.${question.target.decision}.${question.target.revision}`, answers(question)),
      actions('review.ways', [
        ...(question.editable ? [button({ label: 'Edit', action: ACTIONS.edit, value: packed(question.target) })] : []),
        button({ label: 'Evidence', action: ACTIONS.evidence, value: packed(question.target) }),
        button({ label: 'More', action: ACTIONS.more, value: packed(question.target) }),
        ...(alike
          ? [button({ label: `${alike.count} alike …`, action: ACTIONS.reviewAlike, value: packed(question.target) })]
          : []),
      ]),
      ...(alike ? [context([`${count(alike.count, 'case')} alike: ${say(alike.why, 200)}`])] : []),
    ],
  })
}

/** "3 of 41 · 12 due by 11:00" */
export function placeWords({ number, of, due }: Place): string {
  return [`${number} of ${of}`, due && `*${due.count}* due by ${time(due.by)}`].filter(Boolean).join(' · ')
}

export function lastLine(last: LastAnswer | null): KnownBlock[] {
  if (last === null) return []
  return last.undo
    ? [withButton(last.text, button({ label: 'Undo last', action: ACTIONS.reviewUndo }))]
    : sections([last.text])
}

/** Contradictions keep both sides next to each other; everything else is shown in full. */
function shownQuestion(data: CardData, question: QuestionData): KnownBlock[] {
  if (question.conflict) return runCard(data).filter(({ type }) => type !== 'actions')
  return [
    header(questionTitle(data, question)),
    context([standing(data, question), escalation(question)].filter(Boolean)),
    ...sections([
      question.needs_two ? agreementLine(question) || '*Two people must approve this one.* Yours is the first.' : '',
    ]),
    ...questionInFull(data, question),
  ]
}

function answers({ target, words, conflict }: QuestionData): (Button | StaticSelect)[] {
  const skip = button({ label: 'Skip', action: ACTIONS.reviewSkip, value: packed(target) })
  if (conflict)
    return [
      button({
        label: conflict.mine.choose.label,
        action: ACTIONS.reviewApprove,
        style: 'primary',
        value: packed(conflict.mine.choose.target),
      }),
      button({
        label: conflict.other.choose.label,
        action: ACTIONS.reviewOther,
        value: packed(conflict.other.choose.target),
      }),
      skip,
    ]
  return [
    button({
      label: words.label,
      action: ACTIONS.reviewApprove,
      style: 'primary',
      value: packed({ ...target, verdict: 'approve' }),
    }),
    menu({
      placeholder: 'Reject because …',
      action: ACTIONS.reviewReject,
      choices: RejectReason.options.map((value) => ({
        value,
        label: value === 'other' ? 'Another reason, in words …' : REASONS[value],
      })),
    }),
    skip,
  ]
}
