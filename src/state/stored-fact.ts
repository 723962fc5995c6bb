// A fact as one text: when it was observed, a space, the value as JSON. The time stands first so that a Lua script can
// compare it without parsing the rest.
import { AppError } from '../contracts/app-error.ts'
import { ObservedFact } from '../contracts/fact.ts'

export function encodeFact(fact: ObservedFact): string {
  return `${fact.observed_at} ${JSON.stringify(fact.value)}`
}

/** AppError `bad_fact` for a text that is not an encoded fact. */
export function decodeFact(text: string): ObservedFact {
  const [, observedAt, value = ''] = /^(\S+) (.*)$/s.exec(text) ?? []
  try {
    return ObservedFact.parse({ value: JSON.parse(value), observed_at: Number(observedAt) })
  } catch (error) {
    throw new AppError('bad_fact', 'a stored fact cannot be read', { cause: error })
  }
}
