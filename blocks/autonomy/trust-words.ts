// Where a scope stands, in the sentences a manager decides by. Shares are of decisions; no percentage under twenty cases.
import { capital, count, inWords } from '../kit/text.ts'

type Binding = { condition: string; have: number; need: number; daysLeft: number | null }

export type ScopeData = {
  agent: string
  version: string
  action: string
  /** "HK|50-200". */
  segment: string
  level: 'L0' | 'L1' | 'L2' | 'L3' | 'P'
  offer: 'L2' | 'L3' | null
  from_confidence: number
  decisions: number
  errors: number
  at_worst: number
  alpha: number
  alpha_eff: number
  catch_rate: number
  log_evidence: number
  log_threshold: number
  attempt: number
  coverage: number | null
  estimate: number | null
  audits: { done: number; wrong: number }
  cusum: number
  futile: boolean
  binding: Binding | null
  /** Set shortly before its grant ends: whether it may be renewed, or what is missing. */
  renewal: {
    lapses_at: number
    offer: 'L2' | 'L3' | null
    binding: Binding | null
    audits: { done: number; wrong: number }
    estimate: number | null
  } | null
  /** Set where what it acts on looks different from when it was granted. */
  drift: { psi: number; before: number; now: number } | null
  /** Set where the limit is stricter than the policy's, because doing nothing is rarely wrong. */
  relative: { base_error: number; policy_alpha: number } | null
  /** Proposals a week, and how many of them would act alone. */
  per_week: number
  alone_per_week: number
  /** What those that would act alone move in a week, and one of them usually; null where no money moves or nobody knows. */
  money: { per_week: string; usual: string } | null
  cap: string | null
  grant: {
    by: string
    at: number
    expires_at: number
    override: string | null
    from_confidence: number
  } | null
  ask_again_at: number | null
  /** Right so far after each of up to thirty cases, and at least how right, for the picture. */
  course: { after: number; right: number; at_least: number }[]
  history: { at: number; by: string; text: string }[]
}

export const LEVEL_WORDS: Readonly<Record<ScopeData['level'], string>> = {
  L0: 'only watches',
  L1: 'suggests',
  L2: 'acts unless stopped',
  L3: 'acts alone, audited',
  P: 'on probation: everything is asked',
}

/** After a demotion. */
export const NO_LONGER: Readonly<Record<ScopeData['level'], string>> = {
  L0: 'no longer watches',
  L1: 'no longer suggests',
  L2: 'no longer acts without a yes',
  L3: 'no longer acts alone',
  P: 'is no longer on probation',
}

const ENOUGH = 20

/** "Route orders · HK, US$ 50-200". */
export function scopeTitle({ action, segment }: Pick<ScopeData, 'action' | 'segment'>): string {
  const [market = '', band = ''] = segment.split('|')
  const value = band === 'unknown' ? 'value unknown' : `US$ ${band}`
  return `${capital(inWords(action))} · ${market === 'any' ? 'any market' : market}, ${value}`
}

/** What was seen, at worst, and what a grant would mean: the whole argument in one line. */
export function standingSentence(scope: ScopeData): string {
  const { decisions, errors, from_confidence, at_worst, alpha } = scope
  const slice = from_confidence > 0 ? ` at confidence ${from_confidence.toFixed(2)} and above` : ''
  const seen = `${count(decisions, 'case')}${slice} checked, ${errors} wrong`
  if (decisions < ENOUGH) return `${capital(seen)}: too few to say how right it is.`
  return `${capital(seen)}. At worst ${percent(at_worst)} wrong (limit ${percent(alpha)}), however often you look.`
}

/** "About 38 of 45 a week, US$ 1,200 in all at the usual US$ 32 each, act alone, at worst about 2 wrong; it stops itself if it slips." */
export function grantSentence(scope: ScopeData, level: 'L2' | 'L3'): string {
  const { per_week, alone_per_week, alpha, cap, money } = scope
  const moved = money === null ? '' : `, ${money.per_week} in all at the usual ${money.usual} each,`
  const how = level === 'L2' ? 'act unless somebody stops them' : 'act alone, some of them audited'
  const worst = Math.ceil(alone_per_week * alpha)
  const each = cap === null ? '' : `, at most ${cap} each`
  return `About ${Math.round(alone_per_week)} of ${Math.round(per_week)} a week${moved} ${how}, at worst about ${worst} wrong${each}. It stops itself if it slips.`
}

/** What keeps it from more, and until when at this pace. */
export function bindingSentence({ binding, futile }: Pick<ScopeData, 'binding' | 'futile'>): string {
  if (futile) return 'Proven below its target: waiting does not help, the agent must be mended.'
  if (binding === null) return ''
  const { have, need, daysLeft } = binding
  const missing = Math.max(1, Math.ceil(need - have))
  const when =
    daysLeft === null || !Number.isFinite(daysLeft)
      ? ''
      : `, about ${count(Math.max(1, Math.ceil(daysLeft)), 'day')} at this pace`
  switch (binding.condition) {
    case 'evidence':
      return Number.isFinite(need)
        ? `Still about ${missing} more right answers in a row${when}.`
        : 'With these errors no number of right answers would be enough.'
    case 'decisions':
      return `Still ${count(missing, 'decision')}${when}.`
    case 'days_or_decisions':
      return `Evidence takes time as well as numbers: ${count(missing, 'more day')} of use.`
    case 'distinct_days':
      return `Seen on too few days: ${missing} more.`
    case 'reviewers':
      return `${have === 0 ? 'Nobody' : have === 1 ? 'Only one person' : `Only ${have} people`} decided here: ${need} are needed.`
    case 'coverage':
      if (have === 0) return 'No question was answered here in the last 30 days: some have to be.'
      return `Too many questions stay unanswered: ${percent(have)} were answered, ${percent(need)} are needed.`
    case 'days_without_severe':
      return `A severe error is too recent: ${count(missing, 'more day')} without one.`
    case 'seeds':
      return 'Nothing is known yet of what reviewers miss: check cases come along with the others.'
    case 'checks_doubted':
      return 'Second opinions say that reviewers catch less than the check cases show: that has to be cleared up first.'
    case 'skill':
      return `It must do better than doing nothing: of ${need} cases where the two differ it was right in ${have}.`
    case 'estimate':
      return `Weighed by how likely each case was to be looked at, ${percent(have)} are wrong (limit ${percent(need)}).`
    case 'veto_time':
      return `${count(missing, 'more day')} in which it can still be stopped.`
    case 'watch':
      return 'Recent audits found it wrong: the watch over it has to calm down first.'
    case 'recent_errors':
      return `Lately it was wrong too often: ${count(missing, 'more right answer')} in a row${when}.`
    case 'recent_cases':
      return `Its last case is ${count(Math.floor(have), 'day')} old: an offer stands for ${count(need, 'day')}, so a newer case is needed.`
    case 'outcomes_due':
      return `The world is slow to say when this was wrong: ${count(missing, 'more day')} until it has had the time.`
    case 'nothing_to_win':
      return 'Doing nothing was never wrong here: there is nothing to win by acting alone.'
    case 'never':
      return 'The policy has it never act without a person.'
    case 'audits':
      return `Still ${count(missing, 'audit')}${when}.`
    default:
      return `${capital(inWords(binding.condition))}: ${have} of ${need}.`
  }
}

/** How much was answered, and what it would mean had the rest been wrong twice as often: silence is no approval. */
export function coverageSentence({ coverage, decisions, at_worst }: ScopeData): string {
  if (coverage === null) return ''
  const answered = `${percent(coverage)} of what was asked in the last 30 days was answered; silence is never counted as right.`
  if (coverage === 1 || decisions < ENOUGH) return answered
  return `${answered} Had the rest been wrong twice as often, it would be at worst ${percent(Math.min(1, at_worst * (2 - coverage)))} instead of ${percent(at_worst)}.`
}

/** The odds as a bet, and what they were corrected by. */
export function oddsSentences(scope: ScopeData): string[] {
  const { log_evidence, log_threshold, catch_rate, alpha_eff, alpha, attempt } = scope
  return [
    `Read it as a bet: a dollar staked, case after case, on "this is good enough" has become ${odds(log_evidence)}; ${odds(log_threshold)} are needed${attempt > 1 ? ` (attempt ${attempt}, counting each version, each model and each fresh start: every one needs more)` : ''}.`,
    `Looking often changes nothing: were the agent exactly at its limit, the chance of ever getting there by luck is 1 in 20 or less.`,
    `Reviewers caught at least ${percent(catch_rate)} of the check cases, so the limit of ${percent(alpha)} is held as ${percent(alpha_eff)}.`,
  ]
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function odds(log: number): string {
  const value = Math.exp(Math.min(log, 30))
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1)
}

/** `goal 95.0 % | now at least 95.9 %  evidence ████████░░ 80:1 of 20:1` */
export function textPicture({ alpha, at_worst, log_evidence, log_threshold }: ScopeData): string {
  const share = Math.max(0, Math.min(1, log_evidence / log_threshold))
  const full = Math.round(share * 20)
  const bar = `${'█'.repeat(full)}${'░'.repeat(20 - full)}`
  return `goal ${percent(1 - alpha)} | now at least ${percent(1 - at_worst)} | evidence ${bar} ${odds(log_evidence)}:1 of ${odds(log_threshold)}:1`
}
