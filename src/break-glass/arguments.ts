// What may be typed after `npm run decide --`, and what each of it means.
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { RejectReason } from '../contracts/verdict.ts'

/** Leaves room in the record's note for who gave it where. */
const NOTE_MAX = 2_500

export const HELP = `npm run decide -- <run id or order number> [--approve | --reject --reason <code>] --as <user id>

Shows the open questions of an order, or answers one, on the server: for when Slack cannot be reached.
The person named by --as must hold the role the question needs; the record keeps who typed it on which machine.
Stop the app first, where the record is embedded: it serves one process. With DATABASE_URL both can work at once.

  --approve            approve what is proposed
  --reject             reject it; needs --reason: ${RejectReason.options.join(', ')}
  --note <words>       kept with the answer
  --as <user id>       whose answer it is: a Slack user id such as U012AB3CD
  --decision <id>      which question, when the order has several
  --revision <n>       the revision that was read; refused when the question has changed since
  --json               one JSON document instead of words
  --help               this text

Exit codes: 0 shown or counted, 1 not counted, 2 not understood, 3 the record cannot be opened.
`

const Typed = z.object({
  approve: z.boolean().default(false),
  reject: z.boolean().default(false),
  reason: RejectReason.optional(),
  note: z.string().max(NOTE_MAX).optional(),
  as: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U012AB3CD')
    .optional(),
  decision: z.uuid().optional(),
  revision: z.coerce.number().int().positive().optional(),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})

export type Given = {
  kind: 'approve' | 'reject'
  by: string
  reason_code: RejectReason | undefined
  note: string | undefined
  revision: number | undefined
}

export type Command =
  | { what: 'help' }
  /** `given`: null to look only. */
  | { what: 'decide'; order: string; decision: string | undefined; json: boolean; given: Given | null }

/** Throws `decide.usage` with what is wrong. */
export function commandOf(argv: readonly string[]): Command {
  const { typed, order } = read(argv)
  if (typed.help) return { what: 'help' }
  const { approve, reject, reason: reason_code, note, as: by, decision, revision, json } = typed
  if (order === undefined) throw usage('Name an order or a run.')
  const look = { what: 'decide', order, decision, json } as const
  if (approve && reject) throw usage('Either --approve or --reject, not both.')
  if (!approve && !reject) {
    if (reason_code ?? note ?? by) throw usage('Say --approve or --reject, or leave the answer out to look only.')
    return { ...look, given: null }
  }
  if (!by) throw usage('Say with --as whose answer it is: a Slack user id such as U012AB3CD.')
  if (reject && !reason_code) throw usage(`--reject needs --reason: ${RejectReason.options.join(', ')}.`)
  return { ...look, given: { kind: approve ? 'approve' : 'reject', by, reason_code, note, revision } }
}

function read(argv: readonly string[]): { typed: z.infer<typeof Typed>; order: string | undefined } {
  const flag = { type: 'boolean' } as const
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ approve: flag, reject: flag, json: flag, help: { ...flag, short: 'h' } },
        ...{ reason: text, note: text, as: text, decision: text, revision: text },
      },
    })
    if (positionals.length > 1) throw new Error(`one order at a time, not ${positionals.length}`)
    const parsed = Typed.safeParse(values)
    if (!parsed.success)
      throw new Error(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '))
    return { typed: parsed.data, order: positionals[0] }
  } catch (error) {
    throw usage(reasonOf(error))
  }
}

function usage(because: string): AppError {
  return new AppError('decide.usage', because)
}
