import { describe, expect, it } from 'vitest'
import { applyDelta } from '../../dev/page/state/apply-delta.ts'
import { threadKey } from '../../dev/page/state/known.ts'
import type { OpenView } from '../../dev/slack/contract.ts'
import { channel, known, message } from './states.ts'

const seqs = (list: readonly { ts: string }[] | undefined) => list?.map((each) => each.ts)

function view(id: string, part: Partial<OpenView> = {}): OpenView {
  const view = { type: 'modal', blocks: [] }
  return { id, type: 'modal', hash: 'h', rootViewId: id, previousViewId: null, view, ...part }
}

describe('a live delta', () => {
  it('adds a message at its place in time', () => {
    const before = known({ messages: { C1: [message({ ts: '1.1' }), message({ ts: '3.1' })] } })
    const after = applyDelta(before, { type: 'message', seq: 11, message: message({ ts: '2.1' }) })
    expect(seqs(after.workspace.messages['C1'])).toEqual(['1.1', '2.1', '3.1'])
    expect(after.workspace.seq).toBe(11)
  })

  it('that the state already contains changes nothing', () => {
    const before = known()
    expect(applyDelta(before, { type: 'message', seq: 10, message: message({ ts: '2.1' }) })).toBe(before)
  })

  it('puts a reply into its open thread only, unless it was also sent to the channel', () => {
    const key = threadKey('C1', '1.1')
    const before = {
      ...known({ messages: { C1: [message({ ts: '1.1' })] } }),
      threads: { [key]: [message({ ts: '1.1' })] },
    }
    const reply = message({ ts: '2.1', threadTs: '1.1' })
    const quiet = applyDelta(before, { type: 'message', seq: 11, message: reply })
    expect(seqs(quiet.threads[key])).toEqual(['1.1', '2.1'])
    expect(seqs(quiet.workspace.messages['C1'])).toEqual(['1.1'])
    const loud = applyDelta(before, { type: 'message', seq: 11, message: { ...reply, broadcast: true } })
    expect(seqs(loud.workspace.messages['C1'])).toEqual(['1.1', '2.1'])
  })

  it('keeps the identity of messages it does not concern', () => {
    const first = message({ ts: '1.1' })
    const before = known({ messages: { C1: [first, message({ ts: '2.1' })] } })
    const changed = message({ ts: '2.1', text: 'new' })
    const after = applyDelta(before, { type: 'message_changed', seq: 11, message: changed })
    expect(after.workspace.messages['C1']?.[0]).toBe(first)
    expect(after.workspace.messages['C1']?.[1]?.text).toBe('new')
  })

  it('changes and deletes a message in the list and in its thread', () => {
    const key = threadKey('C1', '1.1')
    const parent = message({ ts: '1.1' })
    const before = { ...known({ messages: { C1: [parent] } }), threads: { [key]: [parent, message({ ts: '2.1' })] } }
    const changed = applyDelta(before, { type: 'message_changed', seq: 11, message: { ...parent, replyCount: 1 } })
    expect(changed.threads[key]?.[0]?.replyCount).toBe(1)
    expect(changed.workspace.messages['C1']?.[0]?.replyCount).toBe(1)
    const gone = { type: 'message_deleted' as const, seq: 12, channel: 'C1', ts: '2.1', threadTs: '1.1' }
    expect(seqs(applyDelta(changed, gone).threads[key])).toEqual(['1.1'])
  })

  it('stacks, updates and closes views', () => {
    const opened = applyDelta(known(), { type: 'view_opened', seq: 11, view: view('V1') })
    const pushed = applyDelta(opened, { type: 'view_opened', seq: 12, view: view('V2', { rootViewId: 'V1' }) })
    const updated = applyDelta(pushed, { type: 'view_updated', seq: 13, view: view('V1', { hash: 'new' }) })
    expect(updated.workspace.modals.map((each) => [each.id, each.hash])).toEqual([
      ['V1', 'new'],
      ['V2', 'h'],
    ])
    const closed = applyDelta(updated, { type: 'view_closed', seq: 14, viewId: 'V2' })
    expect(closed.workspace.modals.map((each) => each.id)).toEqual(['V1'])
  })

  it('replaces a known channel and adds a new one', () => {
    const unread = applyDelta(known(), { type: 'channel_changed', seq: 11, channel: channel({ id: 'C1', unread: 3 }) })
    const added = applyDelta(unread, { type: 'channel_changed', seq: 12, channel: channel({ id: 'D1', kind: 'im' }) })
    expect(added.workspace.channels.map((each) => [each.id, each.unread])).toEqual([
      ['C1', 3],
      ['C2', 0],
      ['D1', 0],
    ])
  })

  it('shows a toast and the state of the app', () => {
    const told = applyDelta(known(), { type: 'toast', seq: 11, level: 'error', text: 'no answer' })
    const away = applyDelta(told, { type: 'app_changed', seq: 12, online: false })
    expect(away.toasts).toEqual([{ id: 11, level: 'error', text: 'no answer' }])
    expect(away.workspace.app.online).toBe(false)
  })
})
