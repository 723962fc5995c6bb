// Modals (a stack of at most three per person) and App Homes, with what people have entered into them so far.
import type { Block, OpenView } from '../contract.ts'
import type { EnteredValues } from '../ui-calls.ts'
import type { Feed } from './feed.ts'
import type { Ids } from './ids.ts'

/** A validated view payload with every block_id and action_id filled in. */
export interface ViewPayload {
  type: 'modal' | 'home'
  blocks: Block[]
  title?: unknown
  submit?: unknown
  close?: unknown
  callback_id?: string
  private_metadata?: string
  external_id?: string
  clear_on_close?: boolean
  notify_on_close?: boolean
}

export interface StoredView {
  id: string
  user: string
  payload: ViewPayload
  hash: string
  rootViewId: string
  previousViewId: string | null
  entered: EnteredValues
}

export const MAX_STACK = 3

export interface Views {
  get(id: string): StoredView | undefined
  byExternalId(externalId: string): StoredView | undefined
  stack(user: string): readonly StoredView[]
  home(user: string): StoredView | undefined
  /** Starts a new stack; whatever was open is gone. */
  open(user: string, payload: ViewPayload): StoredView
  /** On top of the stack; the caller has checked MAX_STACK. */
  push(user: string, payload: ViewPayload): StoredView
  update(view: StoredView, payload: ViewPayload): void
  publish(user: string, payload: ViewPayload): StoredView
  /** Takes off the top view, or all of them. Answers those closed, top first. */
  close(user: string, all: boolean): StoredView[]
}

export function createViews(parts: { feed: Feed; ids: Ids }): Views {
  const { feed, ids } = parts
  const byId = new Map<string, StoredView>()
  const stacks = new Map<string, StoredView[]>()
  const homes = new Map<string, StoredView>()

  const newHash = () => `${ids.ts()}.${ids.secret().slice(0, 8)}`

  function make(user: string, payload: ViewPayload, previous: StoredView | undefined): StoredView {
    const id = ids.next('V')
    const view: StoredView = {
      id,
      user,
      payload,
      hash: newHash(),
      rootViewId: previous?.rootViewId ?? id,
      previousViewId: previous?.id ?? null,
      entered: {},
    }
    byId.set(id, view)
    return view
  }

  function closeTop(user: string): StoredView | undefined {
    const view = stacks.get(user)?.pop()
    if (view === undefined) return undefined
    byId.delete(view.id)
    feed.tell(user, { type: 'view_closed', viewId: view.id })
    return view
  }

  function close(user: string, all: boolean): StoredView[] {
    const closed: StoredView[] = []
    do {
      const view = closeTop(user)
      if (view === undefined) break
      closed.push(view)
    } while (all)
    return closed
  }

  function push(user: string, payload: ViewPayload): StoredView {
    const stack = stacks.get(user) ?? []
    const view = make(user, payload, stack.at(-1))
    stack.push(view)
    stacks.set(user, stack)
    feed.tell(user, { type: 'view_opened', view: toOpenView(view) })
    return view
  }

  return {
    get: (id) => byId.get(id),
    byExternalId: (externalId) => [...byId.values()].find((view) => view.payload.external_id === externalId),
    stack: (user) => stacks.get(user) ?? [],
    home: (user) => homes.get(user),
    open(user, payload) {
      close(user, true)
      return push(user, payload)
    },
    push,
    update(view, payload) {
      view.payload = payload
      view.hash = newHash()
      const type = payload.type === 'home' ? 'home_published' : 'view_updated'
      feed.tell(view.user, { type, view: toOpenView(view) })
    },
    publish(user, payload) {
      const known = homes.get(user)
      const view = known ?? make(user, payload, undefined)
      homes.set(user, view)
      view.payload = payload
      view.hash = newHash()
      feed.tell(user, { type: 'home_published', view: toOpenView(view) })
      return view
    },
    close,
  }
}

export function toOpenView(view: StoredView): OpenView {
  return {
    id: view.id,
    type: view.payload.type,
    hash: view.hash,
    rootViewId: view.rootViewId,
    previousViewId: view.previousViewId,
    view: { ...view.payload },
  }
}
