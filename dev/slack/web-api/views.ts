// views.*: opening, stacking and changing modals with a trigger a person has just pulled; publishing App Homes.
import { z } from 'zod'
import { asMessages, checkView } from '../block-rules/check.ts'
import { fillIds } from '../block-rules/fill-ids.ts'
import { viewWire } from '../interactivity/view-wire.ts'
import { TIER_4 } from '../rate-limits.ts'
import type { Trigger } from '../workspace/triggers.ts'
import { MAX_STACK, type StoredView, type ViewPayload } from '../workspace/views.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { type Answer, type ApiMethod, jsonArg, method } from './method.ts'
import { SlackError, withMessages } from './slack-error.ts'

export function checkedView(
  workspace: Workspace,
  given: unknown,
  wanted: 'modal' | 'home',
  own?: StoredView,
): ViewPayload {
  const checked = checkView(given, wanted)
  if (checked.status === 'too_large') throw new SlackError('view_too_large')
  if (checked.status === 'invalid') throw withMessages('invalid_arguments', asMessages(checked.problems))
  const { view } = checked
  const holder = view.external_id ? workspace.views.byExternalId(view.external_id) : undefined
  if (holder !== undefined && holder !== own) throw new SlackError('duplicate_external_id')
  return { ...view, blocks: fillIds(view.blocks, () => workspace.ids.secret().slice(0, 5)) }
}

function pull(workspace: Workspace, triggerId: string): Trigger {
  const used = workspace.triggers.use(triggerId)
  if (used.status !== 'ok') throw new SlackError(used.status)
  return used.trigger
}

const shown = (workspace: Workspace, view: StoredView): Answer => ({ view: viewWire(workspace, view) })

/** A trigger from inside a modal stacks the new view on it; any other starts a fresh stack. */
const open = method({
  limit: TIER_4,
  scopes: [],
  args: z.looseObject({ trigger_id: z.string(), view: jsonArg }),
  run(args, { workspace }) {
    const payload = checkedView(workspace, args.view, 'modal')
    const trigger = pull(workspace, args.trigger_id)
    const insideModal = trigger.viewId !== null && workspace.views.get(trigger.viewId)?.payload.type === 'modal'
    if (!insideModal) return shown(workspace, workspace.views.open(trigger.user, payload))
    if (workspace.views.stack(trigger.user).length >= MAX_STACK) throw new SlackError('push_limit_reached')
    return shown(workspace, workspace.views.push(trigger.user, payload))
  },
})

const push = method({
  limit: TIER_4,
  scopes: [],
  args: z.looseObject({ trigger_id: z.string(), view: jsonArg }),
  run(args, { workspace }) {
    const payload = checkedView(workspace, args.view, 'modal')
    const trigger = pull(workspace, args.trigger_id)
    const stack = workspace.views.stack(trigger.user)
    if (trigger.viewId === null || stack.length === 0) throw new SlackError('not_found')
    if (stack.length >= MAX_STACK) throw new SlackError('push_limit_reached')
    return shown(workspace, workspace.views.push(trigger.user, payload))
  },
})

const update = method({
  limit: TIER_4,
  scopes: [],
  args: z.looseObject({
    view: jsonArg,
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run(args, { workspace }) {
    const { views } = workspace
    if (args.view_id === undefined && args.external_id === undefined) {
      throw withMessages('invalid_arguments', ['[ERROR] missing required field: view_id'])
    }
    const view = args.view_id === undefined ? views.byExternalId(args.external_id ?? '') : views.get(args.view_id)
    if (view === undefined) throw new SlackError('not_found')
    const payload = checkedView(workspace, args.view, view.payload.type, view)
    if (args.hash !== undefined && args.hash !== '' && args.hash !== view.hash) throw new SlackError('hash_conflict')
    views.update(view, payload)
    return shown(workspace, view)
  },
})

const publish = method({
  limit: TIER_4,
  scopes: [],
  args: z.looseObject({ user_id: z.string(), view: jsonArg, hash: z.string().optional() }),
  run(args, { workspace }) {
    if (workspace.members.get(args.user_id) === undefined) {
      throw withMessages('invalid_arguments', ['[ERROR] unknown user [json-pointer:/user_id]'])
    }
    const current = workspace.views.home(args.user_id)
    const payload = checkedView(workspace, args.view, 'home', current)
    const stale = args.hash !== undefined && args.hash !== '' && args.hash !== current?.hash
    if (stale) throw new SlackError('hash_conflict')
    return shown(workspace, workspace.views.publish(args.user_id, payload))
  },
})

export const viewMethods: Readonly<Record<string, ApiMethod>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}
