// A question answered from the record, read-only: what is said is what the record holds, whoever chose what was meant.

import { actionWords } from '../../../blocks/action-words.ts'
import { type AnswerData, EXAMPLES } from '../../../blocks/answer.ts'
import { costsText } from '../../../blocks/costs.ts'
import { agentHealth } from '../../../blocks/home/agent-health.ts'
import { todayLines } from '../../../blocks/home/today-lines.ts'
import { count, say } from '../../../blocks/kit/text.ts'
import { dayAndTime, moment } from '../../../blocks/kit/when.ts'
import { linked } from '../../../blocks/question-row.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ReadCosts } from '../costs.ts'
import type { CaseLists } from '../review/case-list.ts'
import type { StuckNow } from '../stuck/stuck-now.ts'
import type { AboutOrders } from './about-orders.ts'
import type { Question } from './question.ts'

export type Asked = {
  user: string
  /** In a channel others read along. */
  audience: 'person' | 'everybody'
  /** The order of the thread it was asked in. */
  run: string | null
}

export type Answers = (question: Question, asked: Asked) => Promise<AnswerData>

export type AnswersParts = {
  ledger: { cases: Pick<Ledger['cases'], 'open'>; cards: Pick<Ledger['cards'], 'byRun'> }
  lists: Pick<CaseLists, 'list'>
  stuck: Pick<StuckNow, 'report'>
  costs: ReadCosts
  aboutOrders: AboutOrders
  /** As on the Home tab. */
  home(userId: string): Promise<{ today: Parameters<typeof todayLines>[0]; agents: Parameters<typeof agentHealth>[0] }>
  permalink(message: { channel: string; ts: string }): string | null
  clock: Clock
}

const LISTED = 3
const LOOKED_THROUGH = 5_000

export function createAnswers(parts: AnswersParts): Answers {
  const { ledger, lists, stuck, costs, aboutOrders, home, permalink, clock } = parts

  return async (question, asked) => {
    switch (question.ask) {
      case 'why':
      case 'status':
      case 'who':
      case 'agent':
      case 'cost_of':
      case 'do':
        return aboutOrders(question, asked)
      case 'stuck':
        return stuckAnswer()
      case 'open':
        return openAnswer()
      case 'mine':
        return mineAnswer(asked.user)
      case 'costs':
        return {
          title: '',
          lines: [costsText(await costs(question.period))],
          more: `\`/costs ${question.period}\` has it by agent and day`,
        }
      case 'today':
        return { title: 'Today', lines: todayLines((await home(asked.user)).today), more: '' }
      case 'agents':
        return {
          title: '',
          lines: healthLines((await home(asked.user)).agents),
          more: '`/agents` says what each may do',
        }
      case 'help':
        return {
          title: 'You can ask me',
          lines: EXAMPLES,
          more: 'I look things up and change nothing · `/countersign help` lists the commands',
        }
      case 'unknown':
        return {
          title: 'I did not understand that. You can ask me',
          lines: EXAMPLES,
          more: 'I look things up and change nothing · `/countersign help` lists the commands',
        }
      default:
        return question satisfies never
    }
  }

  async function stuckAnswer(): Promise<AnswerData> {
    const { items, rule } = await stuck.report(null)
    if (items.length === 0) return { title: '', lines: ['✅ Nothing is stuck.'], more: rule }
    const lines = items
      .slice(0, LISTED)
      .map(({ title, since, why }) => `• *${say(title, 80)}* since ${dayAndTime(since)}: ${say(why, 200)}`)
    const rest = items.length > LISTED ? [`and ${items.length - LISTED} more`] : []
    return {
      title: `${count(items.length, 'thing')} stuck`,
      lines: [...lines, ...rest],
      more: '`/stuck` says what to do about each',
    }
  }

  async function openAnswer(): Promise<AnswerData> {
    const open = firstOfEach(await ledger.cases.open(LOOKED_THROUGH))
    if (open.length === 0) return { title: '', lines: ['Nothing is open: nobody is asked anything.'], more: '' }
    const practice = open.filter(({ kind }) => kind === 'practice').length
    const title = `${count(open.length, 'question')} ${open.length === 1 ? 'is' : 'are'} open${practice > 0 ? `, ${practice} of them practice` : ''}`
    return { title, lines: await listed(open), more: '`/review` steps through those you may decide' }
  }

  async function mineAnswer(user: string): Promise<AnswerData> {
    const listing = await lists.list(user, '')
    const list = listing.status === 'ok' ? listing.list : null
    // Looks afterwards are no open questions: `/review` has them.
    const cases = list?.cases.filter(({ look }) => look === undefined) ?? []
    if (!list || cases.length === 0) return { title: '', lines: ['🎉 Nothing waits for you.'], more: '' }
    const title = `${count(cases.length, 'case')} ${cases.length === 1 ? 'waits' : 'wait'} for you${list.urgent.count > 0 ? `, ${list.urgent.count} urgent` : ''}`
    return { title, lines: await listed(cases), more: '`/review` steps through them' }
  }

  async function listed(cases: readonly OpenCase[]): Promise<string[]> {
    const now = clock()
    const first = cases.slice(0, LISTED).map(async ({ run_id, action, number, deadline }) => {
      const card = await ledger.cards.byRun(run_id)
      const link =
        card && card.channel !== null && card.ts !== null ? permalink({ channel: card.channel, ts: card.ts }) : null
      return `• ${linked(actionWords(action, number).ask, link)} · answer by ${moment(deadline, now)}`
    })
    return [...(await Promise.all(first)), ...(cases.length > LISTED ? [`and ${cases.length - LISTED} more`] : [])]
  }
}

function healthLines(agents: Parameters<typeof agentHealth>[0]): string[] {
  const lines = agentHealth(agents).flatMap((block) =>
    block.type === 'section' && block.text ? [block.text.text] : [],
  )
  return lines.length > 0 ? ['*Agents, last 7 days*', ...lines] : ['No agent has proposed anything in the last 7 days.']
}

function firstOfEach(cases: readonly OpenCase[]): OpenCase[] {
  const seen = new Set<string>()
  return cases.filter(({ run_id }) => !seen.has(run_id) && seen.add(run_id))
}
