// The calls a person makes, over HTTP, as one user. Answers are parsed here and trusted everywhere else.
import { z } from 'zod'
import { AppError } from '../../../src/contracts/app-error.ts'
import { Message, Outcome, WorkspaceState } from '../../slack/contract.ts'
import type {
  ActionCall,
  CommandCall,
  MessageCall,
  OptionsCall,
  ShortcutCall,
  SubmitCall,
} from '../../slack/ui-calls.ts'

const MessageList = z.union([
  z.array(Message),
  z.object({ messages: z.array(Message) }).transform((answer) => answer.messages),
])
const Option = z.looseObject({ text: z.looseObject({ type: z.string(), text: z.string() }), value: z.string() })
const Options = z.object({
  options: z.array(Option).optional(),
  option_groups: z.array(z.object({ label: z.looseObject({ text: z.string() }), options: z.array(Option) })).optional(),
})
export type Options = z.infer<typeof Options>
const Posted = z.object({ ts: z.string() })
const Refused = z.object({ message: z.string() })

type WithoutUser<T> = Omit<T, 'user'>

export type UiClient = ReturnType<typeof createUiClient>

/** Every call may throw AppError 'page.refused' with a sentence for the person, or the network's own error. */
export function createUiClient(options: { user: string; fetch: typeof globalThis.fetch }) {
  const { user, fetch } = options

  async function call<T>(request: { path: string; body?: object; answer: z.ZodType<T> }): Promise<T> {
    const { path, body, answer } = request
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, ...body }),
    }
    const response = await fetch(path, body === undefined ? {} : init)
    const json: unknown = response.headers.get('content-type')?.includes('json') ? await response.json() : undefined
    if (!response.ok) {
      const refused = Refused.safeParse(json)
      const said = refused.success ? refused.data.message : `The workspace answered ${response.status}.`
      throw new AppError('page.refused', said)
    }
    return answer.parse(json)
  }

  const get = <T>(path: string, query: Record<string, string>, answer: z.ZodType<T>) =>
    call({ path: `${path}?${new URLSearchParams({ user, ...query })}`, answer })
  const post = <T>(path: string, body: object, answer: z.ZodType<T>) => call({ path, body, answer })

  return {
    user,
    state: () => get('/ui/state', {}, WorkspaceState),
    thread: (channel: string, ts: string) => get('/ui/thread', { channel, ts }, MessageList),
    history: (channel: string, before: string) => get('/ui/history', { channel, before }, MessageList),
    act: (body: WithoutUser<ActionCall>) => post('/ui/action', body, Outcome),
    options: (body: WithoutUser<OptionsCall>) => post('/ui/options', body, Options),
    command: (body: WithoutUser<CommandCall>) => post('/ui/command', body, Outcome),
    say: (body: WithoutUser<MessageCall>) => post('/ui/message', body, Posted),
    submit: (body: WithoutUser<SubmitCall>) => post('/ui/view/submit', body, Outcome),
    close: (viewId: string, clearAll: boolean) => post('/ui/view/close', { viewId, clearAll }, Outcome),
    openHome: (tab: 'home' | 'messages') => post('/ui/home/open', { tab }, Outcome),
    shortcut: (body: WithoutUser<ShortcutCall>) => post('/ui/shortcut', body, Outcome),
    read: (channel: string) => post('/ui/read', { channel }, z.unknown()),
    join: (channel: string) => post('/ui/join', { channel }, z.unknown()),
  }
}
