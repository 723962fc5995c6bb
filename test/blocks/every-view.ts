// Every window and Home tab, fed with one text wherever something from outside can stand. New ones get their line here.
import type { HomeView, ModalView } from '@slack/web-api'
import { actionWords } from '../../blocks/action-words.ts'
import { appHome } from '../../blocks/app-home.ts'
import { changesModal } from '../../blocks/changes-modal.ts'
import { editModal } from '../../blocks/edit-modal.ts'
import { evidenceModal } from '../../blocks/evidence-modal.ts'
import { moreModal } from '../../blocks/more-modal.ts'
import { loadingModal, noticeModal } from '../../blocks/notice-modal.ts'
import { timelineModal } from '../../blocks/order-timeline.ts'
import { passModal } from '../../blocks/pass-modal.ts'
import { rejectModal } from '../../blocks/reject-modal.ts'
import { reviewModal } from '../../blocks/review-modal.ts'
import { sendToReviewModal, sentToReview } from '../../blocks/send-to-review-modal.ts'
import { setupChecklist } from '../../blocks/setup-checklist.ts'
import { setupModal } from '../../blocks/setup-modal.ts'
import { adminsOnly, setupSaved } from '../../blocks/setup-notes.ts'
import { stuckModal } from '../../blocks/stuck.ts'
import { wrongModal, wrongSaid } from '../../blocks/wrong-modal.ts'
import { reviewViews } from './every-review.ts'
import { trustViews } from './every-trust.ts'
import { action, answered, card, DECISION, NOW, RUN } from './samples.ts'

import { emptyHome, homeOf, outside, setup, standing, timeline, wordy } from './wordy.ts'
export const views: Readonly<Record<string, (text: string) => ModalView | HomeView>> = {
  ...reviewViews,
  ...trustViews,
  more: (text) =>
    moreModal(
      card({
        ...outside(text),
        question: { ...wordy(text), editable: true },
        answered: [answered({ because: text, reason: text })],
      }),
    ),
  'more, nothing asked': (text) => moreModal(card({ ...outside(text), question: null })),
  evidence: (text) =>
    evidenceModal({
      title: text,
      action: text,
      params: { [text]: text, empty: '' },
      agent: text,
      version: text,
      at: NOW,
      model: text,
      order: { name: text, lines: Array.from({ length: 40 }, () => ({ title: text })) },
      earlier: {},
      facts: [
        { name: text, value: { deep: [{ deeper: text }] }, observed_at: NOW },
        { name: text, value: null, observed_at: null },
      ],
      flags: [text],
      fingerprint: text,
      input_hash: text,
    }),
  wrong: (text) =>
    wrongModal({
      title: text,
      target: { run: RUN, channel: 'C1', ts: '1.2' },
      choices: [{ value: `${RUN}|${DECISION}`, label: text }],
      undoable: [
        { run: RUN, action: action({ status: 'succeeded', words: actionWords(text, text), undo_until: NOW }) },
      ],
      said: [{ words: actionWords(text, text), agent: text, by: text, at: NOW, reason: text, repair: RUN }],
    }),
  'wrong, nothing decided': (text) =>
    wrongModal({ title: text, target: { run: RUN }, choices: [], undoable: [], said: [] }),
  'wrong, said': () => wrongSaid({ text: 'Recorded.', repair: RUN }),
  'send to review': (text) =>
    sendToReviewModal({ target: { key: 'C1:1.2' }, order: { how: 'typed', found: [text, text] }, note: text }),
  'send to review, several': (text) =>
    sendToReviewModal({
      target: { key: 'C1:1.2' },
      order: { how: 'picked', asked: text, choices: [{ value: RUN, label: text }] },
      note: text.slice(0, 1_000),
    }),
  'send to review, known': (text) =>
    sendToReviewModal({ target: { key: 'C1:1.2', run: RUN }, order: { how: 'known', title: text }, note: null }),
  'sent to review': () => sentToReview({ text: 'Sent.', run: RUN }),
  reject: () => rejectModal({ run: RUN, decision: DECISION, revision: 1, channel: 'C1', ts: '1.2' }),
  changes: () => changesModal({ run: RUN, decision: DECISION, revision: 1, channel: 'C1', ts: '1.2' }),
  pass: () => passModal({ run: RUN, decision: DECISION, revision: 1 }),
  edit: (text) =>
    editModal({
      title: text,
      consequence: 'As proposed, approving does what it says.',
      target: { run: RUN, decision: DECISION, revision: 1 },
      fields: [
        { name: 'body', kind: { type: 'text', max: 3_000 }, value: text },
        { name: 'subject', kind: { type: 'text', max: 200 }, value: text },
        { name: 'days', kind: { type: 'number', whole: true }, value: text },
        { name: 'carrier', kind: { type: 'choice', choices: ['a', 'b'] }, value: text },
        { name: 'lines', kind: { type: 'json' }, value: text },
      ],
    }),
  'edit, with what it comes to': (text) =>
    editModal({
      title: text,
      consequence: 'As proposed, approving does what it says.',
      target: { run: RUN, decision: DECISION, revision: 1 },
      fields: [{ name: 'carrier', kind: { type: 'choice', choices: ['a', 'b'] }, value: 'a' }],
      diff: {
        changed: [{ field: 'carrier', from: text, to: text }],
        follows: [{ field: 'cost', from: text, to: text }],
        problems: [],
      },
    }),
  'edit, impossible': (text) =>
    editModal({
      title: text,
      consequence: 'As proposed, approving does what it says.',
      target: { run: RUN, decision: DECISION, revision: 1 },
      fields: [{ name: 'carrier', kind: { type: 'choice', choices: ['a', 'b'] }, value: 'a' }],
      diff: { changed: [], follows: [], problems: [text, text] },
    }),
  review: (text) => reviewModal(card({ ...outside(text), question: wordy(text) })),
  loading: () => loadingModal('More'),
  notice: () => noticeModal('Countersign', ['Said.']),
  'order timeline': (text) => timelineModal(timeline(text)),
  'order timeline, live': (text) => timelineModal({ ...timeline(text), kind: 'live' }),
  setup: (text) =>
    setupModal({
      channel: 'C1',
      reviewers: ['U1'],
      leads: [],
      admins: ['U1'],
      fixed: { reviewers: ['U0ANA0001'], leads: [], admins: ['U0ANA0001'] },
      reviewer_limit: 500,
      lead_limit: null,
      workflow: { name: text, about: text, on: true },
    }),
  'setup saved': (text) => setupSaved({ channel: text, reviewers: [], workflow_on: false }),
  'admins only': () => adminsOnly(['U0ANA0001']),
  home: (text) => appHome(homeOf(text)),
  'home, unclaimed': (text) => appHome({ ...emptyHome(null, text), unclaimed: true }),
  'home, empty': (text) => appHome(emptyHome('reviewer', text)),
  'home, onlooker': (text) => appHome({ ...emptyHome(null, text), team: homeOf(text).team }),
  stuck: (text) => stuckModal(standing(text)),
  'home with the checklist': () => ({ type: 'home', blocks: setupChecklist(setup) }),
}
