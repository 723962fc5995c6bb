// The digest in sentences. No percentage of fewer than twenty cases; what stands out is a reason to look.
import { DAY } from '../../src/contracts/clock.ts'
import type {
  AgentDigest,
  Demotion,
  Digest,
  Override,
  Share,
  Skew,
  WorkflowDigest,
} from '../../src/contracts/digest.ts'
import { LEVEL_WORDS, NO_LONGER, percent, scopeTitle } from '../autonomy/trust-words.ts'
import { capital, count, inWords, listed, mention, say, sayWithPeople } from '../kit/text.ts'
import { took } from '../kit/took.ts'
import { dayAndTime } from '../kit/when.ts'

/** What waits for a manager now; null where it was not looked for. */
export type Waiting = { proposals: number; stuck: number | null }

const ENOUGH = 20
const WEEK_MS = 7 * DAY
const NAMED = 60

/** "4.1 %", "3 of 12" of a few cases, "none yet". */
export function shareWords({ part, of }: Share): string {
  if (of === 0) return 'none yet'
  return of < ENOUGH ? `${part} of ${of}` : percent(part / of)
}

export function threeLines({ wrong, saved, demotions }: Digest, { proposals, stuck }: Waiting): string[] {
  const needs = [
    ...(proposals > 0 ? [count(proposals, 'proposal')] : []),
    ...(stuck !== null && stuck > 0 ? [`${stuck.toLocaleString('en-US')} stuck`] : []),
  ]
  const went = [
    ...(wrong.orders > 0 ? [`${count(wrong.orders, 'order')} with an error`] : []),
    ...(wrong.unanswered > 0 ? [`${count(wrong.unanswered, 'question')} nobody answered`] : []),
    ...(demotions.length > 0
      ? [`autonomy taken back ${demotions.length === 1 ? 'once' : `${demotions.length} times`}`]
      : []),
  ]
  return [
    `*Needs you:* ${needs.length === 0 ? 'nothing' : needs.join(', ')}`,
    `*Went wrong:* ${went.length === 0 ? 'nothing that is known yet' : went.join(', ')}`,
    `*Saved:* ${savedWords(saved)}`,
  ]
}

export function savedWords({ decisions, hours, minutes_each }: Digest['saved']): string {
  if (decisions === 0) return 'nothing yet'
  return `${hoursWords(hours)} (${count(decisions, 'decision')} nobody had to take, ${minutes_each} min each)`
}

/** "about 3 hours", "about 12 minutes", "nothing" */
function hoursWords(hours: number): string {
  const minutes = Math.round(hours * 60)
  if (minutes === 0) return hours > 0 ? 'less than a minute' : 'nothing'
  return `about ${minutes < 60 ? count(minutes, 'minute') : count(Math.round(hours), 'hour')}`
}

export function workflowLines(
  { workflow, now, before, measured }: WorkflowDigest,
  { saved: { minutes_each }, baseline }: Pick<Digest, 'saved' | 'baseline'>,
): string[] {
  const was = (words: string | null): string => (words === null ? '' : ` (before: ${words})`)
  const hundred = (errors: number, orders: number): string => ((100 * errors) / orders).toFixed(1)
  const errorsBefore =
    measured?.errors_per_100 !== undefined
      ? measured.errors_per_100.toFixed(1)
      : before && before.orders >= ENOUGH
        ? hundred(before.errors, before.orders)
        : null
  const medianBefore =
    measured?.minutes_to_decision !== undefined
      ? took(measured.minutes_to_decision * 60_000)
      : before?.median_ms == null
        ? null
        : took(before.median_ms)
  const errors =
    now.orders < ENOUGH
      ? `${now.errors} with an error`
      : `${hundred(now.errors, now.orders)} errors per 100${was(errorsBefore)}`
  const time =
    now.median_ms === null
      ? 'nothing was asked'
      : `decided in ${took(now.median_ms)}${was(medianBefore)}, nine of ten in ${took(now.p90_ms ?? now.median_ms)}`
  const hours = (decisions: number): number => (decisions * minutes_each) / 60
  // What is compared with is longer than a week, and hours add up.
  const savedBefore =
    before === null || baseline.is === 'none'
      ? null
      : hoursWords(hours(before.saved) / Math.round((baseline.to - baseline.from) / WEEK_MS))
  const saved = `saved ${hoursWords(hours(now.saved))}${savedBefore === null ? '' : was(savedBefore === 'nothing' ? savedBefore : `${savedBefore} a week`)}`
  return [
    `*${say(capital(inWords(workflow)), NAMED)}*: ${count(now.orders, 'order')} · ${errors} · ${time} · ${saved}`,
    ...(measured === null ? [] : [`_Before: ${say(measured.source, 120)}_`]),
  ]
}

export function baselineWords({ baseline, first_contact, workflows }: Digest): string {
  const contact =
    first_contact === null
      ? 'First-contact resolution: no messages from customers are in the record.'
      : `First-contact resolution: ${shareWords(first_contact.now)} were settled by the first run${first_contact.before === null ? '' : ` (before: ${shareWords(first_contact.before)})`}.`
  const before =
    baseline.is === 'record'
      ? `"Before" is the first four weeks of the record, from ${new Date(baseline.from).toISOString().slice(0, 10)}.`
      : workflows.every(({ measured }) => measured !== null) && workflows.length > 0
        ? ''
        : 'Nothing to compare with yet: the first four weeks of the record become the baseline.'
  return [contact, before].filter((part) => part !== '').join(' ')
}

/** "97.2 %, at least 94.1 %" */
export function accuracyWords({ judged: { decisions, errors, at_worst } }: AgentDigest): string {
  if (decisions < ENOUGH) return shareWords({ part: decisions - errors, of: decisions })
  return `${percent(1 - errors / decisions)}, at least ${percent(1 - at_worst)}`
}

/** "4.1 % (+1.2)": points since the week before, where both have enough cases. */
export function overrideWords({ overrides, overrides_before: before }: AgentDigest): string {
  if (overrides.of < ENOUGH || before.of < ENOUGH) return shareWords(overrides)
  const points = 100 * (overrides.part / overrides.of - before.part / before.of)
  return `${shareWords(overrides)} (${points >= 0 ? '+' : ''}${points.toFixed(1)})`
}

export function reasonLine({ agent, reasons }: AgentDigest): string {
  const named = reasons.slice(0, 3).map(({ reason, count: times }) => `${say(inWords(reason), 40)} (${times})`)
  return named.length === 0 ? '' : `${say(agent, NAMED)}: ${listed(named)}`
}

export function demotionLine({ at, by, event }: Demotion): string {
  const { scope, from, because } = event
  const who = by === 'countersign' ? 'by itself' : `by ${mention(by)}`
  return `• ${dayAndTime(at)} · *${say(scope.agent, NAMED)}*, ${say(scopeTitle(scope), 100)}: ${NO_LONGER[from]}, ${who}: ${sayWithPeople(because, 200)}`
}

export function overrideLine({ at, by, event, ended }: Override): string {
  const { scope, level, override, expires_at } = event
  const until = ended ? 'over' : `until ${dayAndTime(expires_at)}`
  return `• ⚠️ ${dayAndTime(at)} · ${mention(by)} let *${say(scope.agent, NAMED)}* act although it had not earned it (${say(scopeTitle(scope), 100)}: ${LEVEL_WORDS[level]}, ${until}): "${say(override ?? '', 200)}"`
}

/** "23.0 % of orders from HK were held, 6.1 % elsewhere (fraud_detection, last four weeks)." */
export function skewLine({ agent, what, market, band, here, elsewhere }: Skew): string {
  const whose = what === 'held' ? 'of orders' : `of ${say(agent, NAMED)}'s answered proposals for orders`
  const where = market === 'any' ? 'without a market' : `from ${say(market, 20)}`
  const within = band === null ? '' : ` of ${band === 'unknown' ? 'unknown value' : `US$ ${say(band, 30)}`}`
  const verb = what === 'held' ? 'were to be held' : 'were changed or rejected'
  return `• ${percent(here.part / here.of)} ${whose} ${where}${within} ${verb}, ${percent(elsewhere.part / elsewhere.of)} elsewhere (${say(agent, NAMED)}, last four weeks, ${here.of} orders)`
}
