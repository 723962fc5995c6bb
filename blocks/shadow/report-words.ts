// What a test of two versions says, in sentences. It says how much a test of its size can tell, also when it passed.
import type { ShadowPart, ShadowReport } from '../../src/contracts/shadow.ts'
import { count, inWords, say } from '../kit/text.ts'

const NEEDED = 1.645
const NAMED = 60

export function headline({ agent, new_version, passed }: ShadowReport): string {
  return `${agent} ${new_version} ${passed ? 'passed its shadow test' : 'did not pass its shadow test'}`
}

export function foundLines(report: ShadowReport): string[] {
  const { agent, old_version, new_version, whole, same, judged, failed, both_right, both_wrong } = report
  const differed = whole.cases - same
  return [
    `*${say(agent, NAMED)} ${say(new_version, 20)}* against ${say(old_version, 20)} on ${count(whole.cases, 'past decision')}: the same in ${number(same)}, different in ${number(differed)}. ${count(judged, 'case')} compared blind.`,
    `New right, old wrong: ${number(whole.won)} · old right, new wrong: ${number(whole.lost)}${failed > 0 ? ` (${number(failed)} of them without an answer)` : ''} · both fine: ${number(both_right)} · neither: ${number(both_wrong)}`,
    noAnswerLine(report),
    marginLine(whole),
    severeLine(report),
    goldenLine(report),
    betterLine(report),
    sizeLine(report),
    ...leftOut(report),
  ].filter((line) => line !== '')
}

/** Also said when it passed: the size of a test is part of what it says. */
export function sizeLine({ whole, power }: ShadowReport): string {
  const chance = Math.round(100 * power)
  const one =
    whole.margin > 0.01
      ? `${count(whole.cases, 'decision')} support a margin of ${points(whole.margin)}, not 1 point. `
      : ''
  return `${one}A version exactly as good as the old one passes a test like this ${chance} times in 100.`
}

export function actionLines({ actions }: ShadowReport): string[] {
  return Object.entries(actions).map(([action, part]) => {
    const what = `• ${say(inWords(action), NAMED)}: ${count(part.cases, 'case')}, ${number(part.won)} won, ${number(part.lost)} lost`
    return `${what}: ${part.passed ? 'holds' : 'not shown, it would begin at suggestion again'}`
  })
}

export function nextLines({ passed, because, new_version }: ShadowReport, inherits: number | null): string[] {
  const version = say(new_version, 20)
  if (!passed)
    return [
      `Why: ${because.map((each) => say(each, 200)).join('; ')}.`,
      `It stays beside the old version and decides nothing. One test per version: what is changed now gets a number of its own.`,
    ]
  const takes =
    inherits === null || inherits === 0
      ? 'The old version does nothing alone that could be inherited: the new one begins at suggestion.'
      : `It inherits ${count(inherits, 'grant')} as they are. One decision in five is audited for the first 1,000, and the watch starts half way to its alarm.`
  return [`Nothing has changed yet. When somebody lets ${version} take over: ${takes}`]
}

/** Empty where it always answered. */
export function noAnswerLine({ failed, no_answer }: Pick<ShadowReport, 'failed' | 'no_answer'>): string {
  if (no_answer === null) return ''
  return `Why there was no answer, in ${number(no_answer.cases)} of ${number(failed)}: "${say(no_answer.because, 220)}".`
}

function marginLine({ margin: most, z, passed }: ShadowPart): string {
  const score = `z ${z.toFixed(2)}, needed ${NEEDED}`
  return passed
    ? `At most ${points(most)} worse: *shown* (${score}).`
    : `At most ${points(most)} worse: *not shown* (${score}).`
}

function severeLine({ new_severe, whole }: ShadowReport): string {
  if (new_severe > 0)
    return `⚠️ Severe errors that the old version did not make: *${number(new_severe)}*. One is enough.`
  const proven =
    whole.cases === 0
      ? ''
      : ` None in ${number(whole.cases)} proves no more than fewer than ${(300 / whole.cases).toFixed(1)} in 100.`
  return `Severe errors that the old version did not make: none.${proven}`
}

function goldenLine({ golden: { known, repeated, mended, still_wrong } }: ShadowReport): string {
  if (known === 0) return 'No past error of this agent is known, so none could be tried again.'
  return `Known errors tried again: ${number(known)} · same answer as then ${number(repeated)} · mended ${number(mended)} · wrong in another way ${number(still_wrong)}`
}

function betterLine({ better: { p, shown } }: ShadowReport): string {
  const value = p < 0.001 ? 'p below 0.001' : `p ${p.toFixed(3)}`
  return shown
    ? `Better than the old version: *shown* (exact McNemar, ${value}).`
    : `Better than the old version: not shown (exact McNemar, ${value}). Not worse is not the same as better.`
}

function leftOut({ unfrozen, dropped }: ShadowReport): string[] {
  return [
    unfrozen > 0 ? `${count(unfrozen, 'decision')} left out: their input is not in the record as it was.` : '',
    dropped > 0 ? `${count(dropped, 'case')} left out: the order was erased meanwhile.` : '',
  ]
}

/** "2 points", as people say a margin. */
export function points(margin: number): string {
  const value = Math.round(margin * 1_000) / 10
  return `${value} ${value === 1 ? 'point' : 'points'}`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
