// A person at the keyboard, for scripts and tests: sees what the page would show, clicks, types, and waits for deltas, never polls.
import { AppError } from '../../src/contracts/app-error.ts'
import { SECOND } from '../../src/contracts/clock.ts'
import type { Block, Delta, Message, OpenView, Outcome } from './contract.ts'
import { elementsOf, type PlacedElement } from './interactivity/elements.ts'
import type { LocalSlack } from './local-slack.ts'
import type { Entered, EnteredValues } from './ui-calls.ts'
import type { StoredChannel } from './workspace/channels.ts'
import { type StoredMessage, toMessage } from './workspace/stored-message.ts'
import { type StoredView, toOpenView } from './workspace/views.ts'

/** A button's action_id, or its visible text. A pattern matches either. */
export type Target = string | RegExp

export interface ClickOptions {
  /** Where the element is. The message is taken with the blocks it had when it was read, as a lagging client would. */
  message?: Message
  view?: OpenView
  /** The choice, for menus and pickers. */
  entered?: Entered
  /** The form around it, for elements in a view. */
  values?: EnteredValues
}

export interface Reviewer {
  user: string
  /** Every message this person can see, in all channels, oldest first per channel. */
  messages(channel?: string): Message[]
  thread(message: Pick<Message, 'channel' | 'ts'>): Message[]
  /** The messages that have something to press or choose. */
  cards(channel?: string): Message[]
  ephemerals(): Message[]
  /** The modal on top, if one is open. */
  view(): OpenView | undefined
  home(): OpenView | undefined
  /** Without a place: the newest card that has such an element, or the open modal when there is one. */
  click(target: Target, options?: ClickOptions): Promise<Outcome>
  /** `values` may also be flat, by action_id. */
  submit(view: OpenView | undefined, values?: EnteredValues | Record<string, Entered>): Promise<Outcome>
  close(view?: OpenView): Promise<Outcome>
  command(line: string, channel?: string): Promise<Outcome>
  /** `channel`: an id or a name; 'app' is the direct message with the app. */
  say(channel: string, text: string, options?: { threadTs?: string }): { ts: string }
  openHome(tab?: 'home' | 'messages'): Outcome
  shortcut(callbackId: string, message?: Message): Promise<Outcome>
  /** Resolves with the first truthy value; looked at now and after every delta this person receives. */
  until<T>(predicate: () => T | undefined | null | false, options?: { timeoutMs?: number; what?: string }): Promise<T>
  onDelta(listener: (delta: Delta) => void): () => void
}

const DEFAULT_WAIT = 5 * SECOND

export function createReviewer(slack: LocalSlack, user: string): Reviewer {
  const { workspace, people } = slack
  workspace.members.must(user)

  function channelOf(named: string): StoredChannel {
    if (named === 'app') return workspace.channels.openIm(user, workspace.app.botUserId).channel
    const channel = workspace.channels.get(named) ?? workspace.channels.byName(named.replace(/^#/, ''))
    if (channel === undefined) throw new AppError('slack.not_there', `There is no channel ${named}.`)
    return channel
  }

  const shownView = (view: StoredView | undefined) => (view === undefined ? undefined : toOpenView(view))
  const topView = () => shownView(workspace.views.stack(user).at(-1))

  const shown = (message: StoredMessage): Message => toMessage(slack.url, message)
  const hasElements = (message: StoredMessage): boolean => elementsOf(message.blocks).length > 0

  function stored(channel?: string): StoredMessage[] {
    const channels = channel === undefined ? workspace.channels.visibleTo(user) : [channelOf(channel)]
    return channels.flatMap((each) => workspace.messages.list(each.id, user))
  }

  function newestWith(target: Target): { message: Message; element: PlacedElement } | undefined {
    let newest: { message: StoredMessage; element: PlacedElement } | undefined
    for (const message of stored()) {
      if (newest !== undefined && message.ts < newest.message.ts) continue
      const element = elementIn(message.blocks, target)
      if (element !== undefined) newest = { message, element }
    }
    return newest === undefined ? undefined : { message: shown(newest.message), element: newest.element }
  }

  function locate(target: Target, options: ClickOptions) {
    const view = options.view ?? (options.message === undefined ? topView() : undefined)
    const inView = view === undefined ? undefined : elementIn(view.view.blocks, target)
    if (view !== undefined && inView !== undefined) {
      return { place: { type: 'view' as const, viewId: view.id }, element: inView, seen: view.view.blocks }
    }
    const { message } = options
    const element = message === undefined ? undefined : elementIn(message.blocks, target)
    const found = message === undefined ? newestWith(target) : element === undefined ? undefined : { message, element }
    if (found === undefined) throw new AppError('slack.nothing_to_click', `Nothing here is called ${String(target)}.`)
    const { channel, ts } = found.message
    return { place: { type: 'message' as const, channel, ts }, element: found.element, seen: found.message.blocks }
  }

  return {
    user,
    messages: (channel) => stored(channel).map(shown),
    thread: ({ channel, ts }) => workspace.messages.thread(channel, ts, user).map(shown),
    cards: (channel) => stored(channel).filter(hasElements).map(shown),
    ephemerals: () =>
      stored()
        .filter((message) => message.onlyFor === user)
        .map(shown),
    view: topView,
    home: () => shownView(workspace.views.home(user)),
    async click(target, options = {}) {
      const { place, element, seen } = locate(target, options)
      return await people.action({
        user,
        place,
        blockId: element.blockId,
        actionId: element.actionId,
        seen,
        ...(options.entered === undefined ? {} : { entered: options.entered }),
        ...(options.values === undefined ? {} : { values: options.values }),
      })
    },
    async submit(view, values = {}) {
      const open = view ?? topView()
      if (open === undefined) throw new AppError('slack.no_view', 'No modal is open.')
      return await people.submit({ user, viewId: open.id, values: byBlock(open.view.blocks, values) })
    },
    async close(view) {
      const open = view ?? topView()
      if (open === undefined) throw new AppError('slack.no_view', 'No modal is open.')
      return await people.close({ user, viewId: open.id })
    },
    command: (line, channel = 'app') => people.command({ user, channel: channelOf(channel).id, text: line }),
    say: (channel, text, options = {}) => people.message({ user, channel: channelOf(channel).id, text, ...options }),
    openHome: (tab = 'home') => people.home({ user, tab }),
    shortcut: (callbackId, message) =>
      people.shortcut({
        user,
        callbackId,
        ...(message === undefined ? {} : { message: { channel: message.channel, ts: message.ts } }),
      }),
    until: (predicate, options = {}) => until(slack, { user, predicate, ...options }),
    onDelta: (listener) => workspace.feed.listen(user, listener),
  }
}

function elementIn(blocks: readonly Block[], target: Target): PlacedElement | undefined {
  const all = elementsOf(blocks)
  const fits = (said: string): boolean => (typeof target === 'string' ? said === target : target.test(said))
  const textOf = (element: PlacedElement): string => String((element.element['text'] as { text?: string })?.text ?? '')
  return all.find((each) => fits(each.actionId)) ?? all.find((each) => fits(textOf(each)))
}

function byBlock(blocks: readonly Block[], values: EnteredValues | Record<string, Entered>): EnteredValues {
  const result: EnteredValues = {}
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      result[key] = { ...result[key], ...value }
      continue
    }
    const element = elementsOf(blocks).find((each) => each.actionId === key)
    if (element === undefined) throw new AppError('slack.no_input', `The form has no input "${key}".`)
    result[element.blockId] = { ...result[element.blockId], [key]: value }
  }
  return result
}

function until<T>(
  slack: LocalSlack,
  wait: {
    user: string
    predicate: () => T | undefined | null | false
    timeoutMs?: number
    what?: string
  },
): Promise<T> {
  const { user, predicate, timeoutMs = DEFAULT_WAIT, what = 'what was expected' } = wait
  const now = predicate()
  if (now) return Promise.resolve(now)
  return new Promise<T>((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer)
      stop()
      act()
    }
    const timer = setTimeout(
      () => finish(() => reject(new AppError('slack.waited', `Waited ${timeoutMs} ms for ${what}.`))),
      timeoutMs,
    )
    const stop = slack.workspace.feed.listen(user, () => {
      try {
        const value = predicate()
        if (value) finish(() => resolve(value))
      } catch (error) {
        finish(() => reject(error))
      }
    })
  })
}
