// A question in somebody's own words, read by rules: the same words always mean the same, and what no rule knows stays unknown.

import { orderIn } from './order-in.ts'
import type { AboutAll, AboutOrder, Question } from './question.ts'

/** `inThread`: asked under an order's card, so that "it" is that order. */
export function parse(text: string, { inThread = false } = {}): Question {
  const order = orderIn(text)
  const said = plain(order === null ? text : text.replace(order, ' '))
  if (order !== null && (said === '' || said === 'order')) return { ask: 'status', order }
  const period = periodIn(said)
  const general = GENERAL.find(([pattern]) => pattern.test(said))?.[1]
  const particular = PARTICULAR.find(([pattern]) => pattern.test(said))?.[1]
  // "What did it cost this week?" is about everything, wherever it is asked.
  if (order === null && COSTS.test(said) && (period !== null || !inThread))
    return { ask: 'costs', period: period ?? 'day' }
  if (order !== null) return particular ? { ask: particular, order } : { ask: 'unknown' }
  if (general && !(inThread && particular && IT.test(said))) return { ask: general }
  if (inThread && particular) return { ask: particular, order: null }
  return particular === 'why' && HELD.test(said) ? { ask: 'open' } : { ask: 'unknown' }
}

/** A wish to have something done, which is not ours to do here. Only at the beginning: "who cancelled it?" is a question. */
const DO =
  /^(please |can you |could you |would you |just |go ahead and )*(cancel|refund|release|approve|reject|hold|ship|reserve|route|stop|undo|retry|send|notify|delete|change|edit)\b/

const COSTS = /\b(costs?|spen[dt]|spending|budget|expensive|dollars?|usd|bill|tokens?)\b/
const HELD = /\b(on hold|held|holding|hold|stuck|waiting|waits|blocked|stopped)\b/
const IT = /\b(it|this|that|the order|this order|that order|this one|here)\b/

/** The first that fits is meant. */
const PARTICULAR: readonly (readonly [RegExp, AboutOrder])[] = [
  [DO, 'do'],
  [
    /\b(which|what|whose) (ai )?agents?\b|\bagents?\b.*\b(act|acted|acts|did|do|touch|touched|work|worked|handle|handled|look|looked|involved|decided?|say|said|propos\w*)\b|\bby (which|what) agent\b/,
    'agent',
  ],
  [/\bwho(m|se|'s| is| has| did)?\b|\bby whom\b|\bsigned off\b|\bcounter ?signed\b/, 'who'],
  [
    /\bwhy\b|\bhow come\b|\breasons?\b|\bwhat('s| is| was)? (wrong|holding|blocking|keeping|stopping|the (problem|matter|issue|hold ?up))\b|\bexplain\b/,
    'why',
  ],
  [COSTS, 'cost_of'],
  [HELD, 'why'],
  [
    /\b(status|state|where|when|happen(ed|ing|s)?|history|timeline|story|progress|up with|going on|about|how('s| is| are)|shipped|ship|arrived|released|cancell?ed|refunded|approved|rejected|done|finished|tracking|show|tell|look ?up|find|check|details?|info)\b/,
    'status',
  ],
]

const GENERAL: readonly (readonly [RegExp, AboutAll])[] = [
  [
    /^(help|hi|hello|hey|yo|thanks?|thank you|good (morning|afternoon|evening)|who are you|what (can|do) you (do|know|answer)|how do(es)? (you|this|it) work)\b/,
    'help',
  ],
  [/\b(stuck|dead|standing still|stand still|hanging|hung|frozen|not moving|jammed|broken)\b/, 'stuck'],
  [/\b(for me|my (queue|reviews?|cases?|cards?|turn|questions?|work)|mine|do i have|should i|am i)\b/, 'mine'],
  [
    /\bhow (many|much|big|long)\b.*\b(open|waiting|wait|pending|unanswered|left|outstanding|questions?|cases?|cards?|reviews?|queue|backlog)\b|\b(queue|backlog|pending|unanswered|outstanding|overdue)\b|\b(what|which|anything|something|everything)\b.*\b(open|waiting|due|urgent)\b|\bopen (questions?|cases?|cards?|reviews?)\b/,
    'open',
  ],
  [
    /\bhow (right|good|well|accurate|reliable|often)\b|\bagents\b|\b(is|are) \w+ stopped\b|\b(accuracy|agent) ?(health|score)?\b/,
    'agents',
  ],
  [
    /\b(today|so far|this morning|the day|figures|numbers|stats|statistics|how (are|is) (things|everything|it going|business))\b|\bhow many orders\b/,
    'today',
  ],
]

function periodIn(said: string): 'day' | 'week' | 'month' | null {
  if (/\b(month|30 days|four weeks)\b/.test(said)) return 'month'
  if (/\b(week|weekly|7 days|seven days)\b/.test(said)) return 'week'
  return /\b(today|day|daily|so far|yet)\b/.test(said) ? 'day' : null
}

/** Small letters, straight apostrophes, no signs, no people. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/<[@#!][^>]*>/g, ' ')
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
