// What may be typed after `npm run shadow --`.
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import type { ShadowBegun } from '../contracts/shadow.ts'

export const HELP = `npm run shadow -- --agent <name> [--new <version or file>] [--old <version or file>] [--last 1000]

Puts the last decisions of an agent, as they are in the record, through the new version on the same inputs. Where both versions would do
the same nobody needs to look. What differs becomes cases that reviewers compare blind in Slack, and the report follows by itself.
Run it again to see how the test stands. There is one test per version: what is changed after it gets a number of its own.
Once there is one, --old, --last, --channel and --rules change nothing about it, and it says so.

  --agent <name>       such as fraud_detection
  --new <version>      of agents/challengers.ts; the only one there when none is named. Or a file that exports the agent
  --old <version>      whose decisions; the version at work when none is named. Its answers are those of the record.
                       Or a file that exports the agent: then it answers once more
  --last <n>           how many decisions, 1000 when not said; 3000 where a margin of one point is asked
  --channel <id>       where the cases go, such as C012AB3CD; where the agent's questions go when none is named
  --rules              compare by the rules alone, also where a model may judge
  --json               one JSON document instead of words
  --help               this text

1,000 decisions support a margin of 2 points, not 1. Where money is at stake the margin is 1 point, and 3,000 are needed for it.
The embedded record serves one process: stop the app first. With DATABASE_URL both can work at once.
Exit codes: 0 passed, 1 not passed, 2 not understood, 3 the record cannot be opened, 4 cases wait for people in Slack.
`

const Typed = z.object({
  agent: z.string().optional(),
  old: z.string().optional(),
  new: z.string().optional(),
  last: z.coerce.number().int().positive().max(20_000).default(1_000),
  channel: z
    .string()
    .regex(/^[CG][A-Z0-9]{5,}$/, 'a channel id such as C012AB3CD (in Slack: channel name, About, at the bottom)')
    .optional(),
  rules: z.boolean().default(false),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})
/** What only a new test listens to. */
const BEGINS = ['old', 'last', 'channel', 'rules'] as const
type Begins = (typeof BEGINS)[number]
export type ShadowAsked = Omit<z.infer<typeof Typed>, 'help' | 'agent'> & {
  agent: string
  /** Of those, what was really typed. */
  typed: Begins[]
}

/** Null for help. Throws `shadow.usage` with what is wrong. */
export function shadowAsked(argv: readonly string[]): ShadowAsked | null {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        ...{ agent: text, old: text, new: text, last: text, channel: text },
        ...{ rules: flag, json: flag, help: { ...flag, short: 'h' } },
      },
    })
    const typed = Typed.safeParse(values)
    if (!typed.success)
      throw new Error(typed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '))
    const { help, agent, ...asked } = typed.data
    if (help) return null
    if (agent === undefined) throw new Error('Name an agent with --agent.')
    return { agent, ...asked, typed: BEGINS.filter((name) => values[name] !== undefined) }
  } catch (error) {
    throw new AppError('shadow.usage', reasonOf(error))
  }
}

/** What was typed in vain, because the test there is goes by what was typed when it began. */
export function ignoredBy(
  { old_version, channel }: Pick<ShadowBegun, 'old_version' | 'channel'>,
  { typed, ...asked }: Pick<ShadowAsked, 'typed' | 'old' | 'channel'>,
): string[] {
  const isSo = { old: asked.old === old_version, channel: asked.channel === channel, last: false, rules: false }
  return typed.filter((name) => !isSo[name]).map((name) => `--${name}`)
}
