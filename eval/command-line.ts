// What the command lines of all evaluations have in common.
import { parseArgs } from 'node:util'
import { AppError, reasonOf } from '../src/contracts/app-error.ts'

type Options<Flag extends string, Text extends string> = { flags: readonly Flag[]; texts: readonly Text[] }
type Given<Flag extends string, Text extends string> = Partial<Record<Flag, boolean> & Record<Text, string>>

export type CommandLine<Flag extends string, Text extends string> = {
  /** Throws `eval.usage` for what the options do not know. */
  read(argv: readonly string[]): Given<Flag, Text>
  /** A whole number of at least `least`; `otherwise` where none was given. Throws `eval.usage`. */
  whole(given: string | undefined, about: { name: string; least: number; otherwise: number }): number
  /** What was wrong, and the whole help. */
  usage(because: string): AppError
}

export function commandLine<Flag extends string, Text extends string>(
  help: string,
  { flags, texts }: Options<Flag, Text>,
): CommandLine<Flag, Text> {
  const usage = (because: string): AppError => new AppError('eval.usage', `${because}\n\n${help}`)
  const options = Object.fromEntries([
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
    ...texts.map((name) => [name, { type: 'string' as const }]),
  ])
  return {
    usage,
    read(argv) {
      try {
        return parseArgs({ args: [...argv], options }).values as Given<Flag, Text>
      } catch (cause) {
        throw usage(reasonOf(cause))
      }
    },
    whole(given, { name, least, otherwise }) {
      if (given === undefined) return otherwise
      const value = Number(given)
      if (!Number.isSafeInteger(value) || value < least) throw usage(`${name} is a whole number from ${least} on`)
      return value
    },
  }
}
