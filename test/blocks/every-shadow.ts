// Comparisons of two versions and their reports, fed with one text wherever something from outside can stand.
import type { KnownBlock } from '@slack/web-api'
import { type ComparisonData, comparisonCard } from '../../blocks/shadow/comparison-card.ts'
import { shadowMessage } from '../../blocks/shadow/report-message.ts'
import type { ShadowReport } from '../../src/contracts/shadow.ts'

export const REPORT = '01a9d3c2-0000-7000-8000-000000000010'

export function comparison(text: string, patch: Partial<ComparisonData> = {}): ComparisonData {
  return {
    ...{ report: REPORT, nth: 3, of: 21, agent: 'fraud_detection', number: text, same: false, stage: { at: 'open' } },
    facts: [text, `customer history: ${text}`, text, text, text, text, text],
    sides: {
      A: { what: 'Release it', action: 'release', params: { note: text, carrier: 'Heron' } },
      B: { what: 'Hold it', action: 'hold', params: { reason_code: text, carrier: 'Heron' } },
    },
    ...patch,
  }
}

export function shadowReport(patch: Partial<ShadowReport> = {}): ShadowReport {
  const part = { cases: 1_000, lost: 14, won: 22, margin: 0.02, z: 3.1, passed: true }
  return {
    ...{
      report: REPORT,
      agent: 'fraud_detection',
      old_version: '1.0.0',
      new_version: '1.1.0',
      passed: true,
      because: [],
    },
    ...{
      same: 962,
      failed: 0,
      no_answer: null,
      unfrozen: 0,
      judged: 38,
      dropped: 0,
      both_wrong: 1,
      both_right: 1,
      new_severe: 0,
    },
    ...{
      whole: part,
      golden: { known: 12, repeated: 8, mended: 3, still_wrong: 1 },
      better: { p: 0.243, shown: false },
    },
    actions: { release: { ...part, cases: 930 }, hold: { ...part, cases: 70, lost: 1, won: 2, z: 1.1, passed: false } },
    power: 0.93,
    ...patch,
  }
}

const routed = (text: string) => ({ carrier: text, service: text, lines: [text], cost: 12 })

export const shadowMessages: Readonly<Record<string, (text: string) => KnownBlock[]>> = {
  'two versions, which is right': (text) => comparisonCard(comparison(text)),
  'two versions, one action with a later parameter that differs': (text) =>
    comparisonCard(
      comparison(text, {
        sides: {
          A: { what: 'Use this route', action: 'route', params: { ...routed(text), warehouse: `${text} HK` } },
          B: { what: 'Use this route', action: 'route', params: { ...routed(text), warehouse: `${text} SG` } },
        },
      }),
    ),
  'two versions, how bad': (text) =>
    comparisonCard(
      comparison(text, {
        stage: {
          at: 'grading',
          by: text,
          seat: 'B',
          target: { report: REPORT, nth: 3, choice: 'A', a: null, b: null },
        },
      }),
    ),
  'two versions, the same': (text) => comparisonCard(comparison(text, { same: true })),
  'two versions, the same and wrong': (text) =>
    comparisonCard(
      comparison(text, {
        same: true,
        stage: {
          at: 'grading',
          by: text,
          seat: 'A',
          target: { report: REPORT, nth: 3, choice: 'neither', a: null, b: null },
        },
      }),
    ),
  'two versions, compared': (text) => comparisonCard(comparison(text, { stage: { at: 'done', by: text } })),
  'two versions, erased': (text) => comparisonCard(comparison(text, { stage: { at: 'done', by: null } })),
  'a shadow report that passed': () => shadowMessage({ report: shadowReport(), inherits: 3, taken: null }),
  'a shadow report, taken over': (text) => shadowMessage({ report: shadowReport(), inherits: 3, taken: { by: text } }),
  'a shadow report that did not pass': (text) =>
    shadowMessage({
      report: shadowReport({
        passed: false,
        because: [text],
        new_severe: 1,
        failed: 4,
        unfrozen: 7,
        dropped: 1,
        no_answer: { because: text, cases: 3 },
      }),
      inherits: 0,
      taken: null,
    }),
}
