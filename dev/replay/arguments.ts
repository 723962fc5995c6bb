// The command line of `npm run replay`.
import { parseArgs } from 'node:util'
import { AppError, reasonOf } from '../../src/contracts/app-error.ts'
import { SENDERS } from './signed-request.ts'

export const USAGE = `npm run replay -- <file or folder> --channel ${Object.keys(SENDERS).join('|')}

Signs captured webhooks with this installation's secret and posts them to the running app.

  --url      address of the running app (default: HOST and PORT of the environment)
  --secret   the channel's secret (default: from the environment)
  --topic    for files that hold only a body, for example orders/create
  --as-is    leave ids as they were captured, even where the exact one is known
  --help     this text

Exit codes: 0 everything was accepted, 1 something was not, 2 it could not be tried.`

export type ReplayArguments = {
  path: string
  channel: string
  url: string | null
  secret: string | null
  topic: string | null
  asIs: boolean
}

/** Null for `--help`. Throws `replay.usage`. */
export function readArguments(argv: readonly string[]): ReplayArguments | null {
  const { values, positionals } = parsed(argv)
  if (values.help) return null
  const [path, ...more] = positionals
  const { channel, url, secret, topic } = values
  if (path === undefined || more.length > 0) throw usage('give one file or folder')
  if (channel === undefined || !Object.hasOwn(SENDERS, channel)) throw usage('give --channel, one of the names below')
  if (url !== undefined && !URL.canParse(url)) throw usage(`"${url}" is not an address`)
  return {
    path,
    channel,
    url: url ?? null,
    secret: secret ?? null,
    topic: topic ?? null,
    asIs: values['as-is'] ?? false,
  }
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ channel: text, url: text, secret: text, topic: text },
        ...{ 'as-is': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      },
    })
  } catch (cause) {
    // The rest of Node's sentence is about file names that begin with a dash.
    throw usage(reasonOf(cause).split('. ')[0] ?? '')
  }
}

function usage(because: string): AppError {
  return new AppError('replay.usage', `${because}\n\n${USAGE}`)
}
