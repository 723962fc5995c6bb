// Every window and Home tab, fed with one text wherever something from outside can stand. New ones get their line here.
import type { HomeView, ModalView } from '@slack/web-api'
import { appHome } from '../../blocks/app-home.ts'
import { editModal } from '../../blocks/edit-modal.ts'
import { evidenceModal } from '../../blocks/evidence-modal.ts'
import { moreModal } from '../../blocks/more-modal.ts'
import { loadingModal, noticeModal } from '../../blocks/notice-modal.ts'
import { timelineModal } from '../../blocks/order-timeline.ts'
import { rejectModal } from '../../blocks/reject-modal.ts'
import { reviewModal } from '../../blocks/review-modal.ts'
import { setupChecklist } from '../../blocks/setup-checklist.ts'
import { setupModal } from '../../blocks/setup-modal.ts'
import { adminsOnly, setupSaved } from '../../blocks/setup-notes.ts'
import { answered, card, DECISION, NOW, RUN } from './samples.ts'

import { outside, setup, timeline, wordy } from './wordy.ts'
export const views: Readonly<Record<string, (text: string) => ModalView | HomeView>> = {
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
  reject: () => rejectModal({ run: RUN, decision: DECISION, revision: 1, channel: 'C1', ts: '1.2' }),
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
  review: (text) => reviewModal(card({ ...outside(text), question: wordy(text) })),
  loading: () => loadingModal('More'),
  notice: () => noticeModal('Countersign', ['Said.']),
  'order timeline': (text) => timelineModal(timeline(text)),
  setup: (text) =>
    setupModal({
      channel: 'C1',
      reviewers: ['U1'],
      leads: [],
      fixed: { reviewers: ['U0ANA0001'], leads: [] },
      reviewer_limit: 500,
      lead_limit: null,
      workflow: { name: text, about: text, on: true },
    }),
  'setup saved': (text) => setupSaved({ channel: text, reviewers: [], workflow_on: false }),
  'admins only': () => adminsOnly(['U0ANA0001']),
  home: (text) =>
    appHome({
      role: { name: 'admin', limit: null },
      ask: [text],
      unclaimed: false,
      setup: { ...setup, channel: text, workflow: { about: text, on: true } },
      reviews: Array.from({ length: 40 }, () => ({
        run: RUN,
        title: text,
        agent: text,
        opened_at: NOW,
        deadline: NOW,
        practice: true,
      })),
      open: 40,
    }),
  'home, unclaimed': (text) => appHome({ role: null, ask: [text], unclaimed: true, setup: null, reviews: [], open: 0 }),
  'home, empty': (text) =>
    appHome({
      role: { name: 'reviewer', limit: 500 },
      ask: [text],
      unclaimed: false,
      setup: null,
      reviews: [],
      open: 0,
    }),
  'home, onlooker': (text) => appHome({ role: null, ask: [text], unclaimed: false, setup: null, reviews: [], open: 3 }),
  'home with the checklist': () => ({ type: 'home', blocks: setupChecklist(setup) }),
}
