// The windows of a grant: what it means and its cap, why not yet and when again, why it is taken back, and how one knows.
import type { KnownBlock, ModalView } from '@slack/web-api'
import { ACTIONS, FIELDS, VIEWS } from '../ids.ts'
import { actions, button, sections } from '../kit/elements.ts'
import { choiceField, numberField, textField } from '../kit/inputs.ts'
import { mention, say, sayWithPeople } from '../kit/text.ts'
import { modal } from '../kit/view.ts'
import { dayAndTime } from '../kit/when.ts'
import { packed } from '../target.ts'
import { scopeOf } from './ladder.ts'
import { driftSentence } from './portfolio-words.ts'
import { relativeSentence, renewalSentence } from './renewal-words.ts'
import {
  bindingSentence,
  coverageSentence,
  grantSentence,
  LEVEL_WORDS,
  oddsSentences,
  percent,
  type ScopeData,
  scopeTitle,
  standingSentence,
  textPicture,
} from './trust-words.ts'

export const AGAIN: readonly { value: string; label: string }[] = [
  { value: '7', label: 'In a week' },
  { value: '14', label: 'In two weeks' },
  { value: '30', label: 'In a month' },
  { value: '90', label: 'In three months' },
]

const capField = numberField({
  id: FIELDS.trustCap,
  label: 'Only up to this amount, US$',
  hint: 'Above it a person is asked as before. Leave empty for no cap.',
  decimals: true,
  min: 0,
  optional: true,
})

export function grantModal(scope: ScopeData): ModalView {
  if (scope.offer === null)
    return modal({
      title: 'Grant',
      blocks: sections([standingSentence(scope), bindingSentence(scope) || 'Nothing more can be granted here.']),
    })
  return modal({
    title: 'Grant',
    submit: { label: 'Grant', callback: VIEWS.grant },
    metadata: packed({ scope: scopeOf(scope) }),
    blocks: [
      ...sections([
        `*${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}*`,
        standingSentence(scope),
        grantSentence(scope, scope.offer),
        coverageSentence(scope),
        scope.grant?.override === null && scope.cap !== null
          ? `So far it holds up to ${say(scope.cap, 40)} each: more cannot be granted on top of it.`
          : '',
        'The evidence is looked at once more when you press Grant.',
      ]),
      ...(scope.level === 'P'
        ? [
            textField({
              id: FIELDS.trustCause,
              label: 'What was wrong, and what was mended?',
              multiline: true,
              max: 500,
            }),
          ]
        : []),
      capField,
    ],
  })
}

/** The same terms once more; what is missing where the evidence does not hold. */
export function renewModal(scope: ScopeData): ModalView {
  const about = [`*${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}*`, renewalSentence(scope)]
  if (scope.renewal?.offer == null)
    return modal({
      title: 'Renew',
      blocks: sections([...about, scope.renewal === null ? 'There is nothing to renew here now.' : '']),
    })
  const { grant, cap } = scope
  return modal({
    title: 'Renew',
    submit: { label: 'Renew', callback: VIEWS.renew },
    metadata: packed({ scope: scopeOf(scope) }),
    blocks: sections([
      ...about,
      grantSentence(scope, scope.renewal.offer),
      `From confidence ${(grant?.from_confidence ?? scope.from_confidence).toFixed(2)}, ${cap === null ? 'without a cap' : `up to ${cap}`}: to change that, take it back and grant it anew.`,
      'The evidence is looked at once more when you press Renew.',
    ]),
  })
}

export function notYetModal(scope: ScopeData): ModalView {
  return modal({
    title: 'Not yet',
    submit: { label: 'Not yet', callback: VIEWS.notYet },
    metadata: packed({ scope: scopeOf(scope) }),
    blocks: [
      ...sections([`*${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}*`]),
      textField({ id: FIELDS.trustWhy, label: 'Why not yet?', multiline: true, max: 500 }),
      choiceField({ id: FIELDS.trustAgain, label: 'Ask again', choices: AGAIN, initial: '14' }),
    ],
  })
}

export function takeBackModal(scope: ScopeData): ModalView {
  return modal({
    title: 'Take back',
    submit: { label: 'Take back', callback: VIEWS.takeBack },
    metadata: packed({ scope: scopeOf(scope) }),
    blocks: [
      ...sections([
        `*${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}*`,
        'From now on people are asked again. What it had earned is not lost: it can be granted again.',
      ]),
      textField({ id: FIELDS.trustWhy, label: 'Why?', multiline: true, max: 500 }),
    ],
  })
}

/** An admin goes around a closed gate: recorded, ending by itself, printed in the next digest. */
export function overrideModal(scope: ScopeData): ModalView {
  return modal({
    title: 'Grant anyway',
    submit: { label: 'Grant anyway', callback: VIEWS.override },
    metadata: packed({ scope: scopeOf(scope) }),
    blocks: [
      ...sections([
        `⚠️ *${say(scope.agent, 60)}: ${say(scopeTitle(scope), 100)}* has not earned this.`,
        bindingSentence(scope),
        'It is recorded with your name and reason, stands in the next digest, and ends by itself.',
      ]),
      textField({ id: FIELDS.trustWhy, label: 'Why anyway?', multiline: true, max: 500 }),
      choiceField({
        id: FIELDS.trustLevel,
        label: 'How far',
        choices: [
          { value: 'L2', label: 'Acts unless somebody stops it' },
          { value: 'L3', label: 'Acts alone, audited' },
        ],
        initial: 'L2',
      }),
      capField,
    ],
  })
}

export function howKnownModal(scope: ScopeData, mayOverride: boolean): ModalView {
  const { estimate, grant, audits, cusum, history, course } = scope
  const target = packed({ scope: scopeOf(scope) })
  return modal({
    title: 'How do you know?',
    blocks: [
      ...sections([
        `*${say(scope.agent, 60)} ${say(scope.version, 20)}: ${say(scopeTitle(scope), 100)}*, ${LEVEL_WORDS[scope.level]}`,
        standingSentence(scope),
        relativeSentence(scope),
        driftSentence(scope),
        renewalSentence(scope),
        scope.offer === null ? bindingSentence(scope) : grantSentence(scope, scope.offer),
        `\`${textPicture(scope)}\``,
      ]),
      ...sections(oddsSentences(scope)),
      ...sections([
        coverageSentence(scope),
        estimate === null
          ? ''
          : `Weighed by how likely each case was to be looked at${grant === null ? '' : ', and with all that was learned without looking'}, ${percent(estimate)} were wrong.`,
        audits.done === 0
          ? ''
          : `Audits: ${audits.done}, wrong: ${audits.wrong}. The watch stands at ${cusum.toFixed(1)} and alarms at 5.`,
      ]),
      ...courseBlocks(course, scope),
      ...sections(
        history.length === 0
          ? []
          : [
              '*History*',
              ...history.map(({ at, by, text }) => `${dayAndTime(at)} · ${mention(by)} · ${sayWithPeople(text, 300)}`),
            ],
      ),
      ...(mayOverride && scope.offer === null
        ? [
            actions('trust.override', [
              button({ label: 'Grant anyway…', action: ACTIONS.grantAnyway, style: 'danger', value: target }),
            ]),
          ]
        : []),
    ],
  })
}

/** Windows take no chart: the course in a line of numbers, oldest first. */
function courseBlocks(course: ScopeData['course'], { alpha }: ScopeData): KnownBlock[] {
  if (course.length < 2) return []
  // From the end backwards: the last one is where it stands.
  const nth = Math.max(1, Math.floor(course.length / 8))
  const points = course.filter((_, index) => (course.length - 1 - index) % nth === 0)
  return sections([
    `*Course* (goal: at least ${percent(1 - alpha)} right)`,
    ...points.map(
      ({ after, right, at_least }) => `after ${after}: ${percent(right)} right, at least ${percent(at_least)}`,
    ),
  ])
}
