// From what somebody wrote to what they are told: understood by rules, else by a model where there is one, answered from the record.
import type { KnownBlock } from '@slack/web-api'
import { type AnswerData, answerBlocks, answerText } from '../../../blocks/answer.ts'
import { MEMBERS_ONLY } from '../answer-words.ts'
import type { People } from '../people.ts'
import type { Answers, Asked } from './answer.ts'
import type { ChooseWithModel } from './choose-with-model.ts'
import { parse } from './parse.ts'

export type Questions = (text: string, asked: Asked) => Promise<{ text: string; blocks: KnownBlock[] }>

export function createQuestions(parts: {
  answers: Answers
  /** Null without a model key: what no rule understands stays unknown. */
  choose: ChooseWithModel | null
  people: Pick<People, 'isActive'>
}): Questions {
  const { answers, choose, people } = parts
  return async (text, asked) => {
    if (!(await people.isActive(asked.user)))
      return shown({
        title: '',
        lines: [MEMBERS_ONLY],
        more: '',
      })
    const byRules = parse(text, { inThread: asked.run !== null })
    const question = byRules.ask === 'unknown' && choose ? ((await choose(text)) ?? byRules) : byRules
    return shown(await answers(question, asked))
  }
}

function shown(answer: AnswerData): { text: string; blocks: KnownBlock[] } {
  return { text: answerText(answer), blocks: answerBlocks(answer) }
}
