// A trigger lives three seconds; an embedded record may compute for one of them. So the window is asked for first.
import type { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { noticeModal } from '../../blocks/notice-modal.ts'
import { createWindows } from '../../src/slack/windows/windows.ts'

it('a window is open before the record is asked for what it shows', async () => {
  const order: string[] = []
  const views = {
    async open() {
      order.push('asked for')
      await Promise.resolve()
      order.push('open')
      return { ok: true, view: { id: 'V1' } }
    },
    async update() {
      order.push('filled')
      return { ok: true }
    },
  }
  const client = { views } as unknown as WebClient
  const windows = createWindows({ client, newId: () => 'an-id', log: pino({ level: 'silent' }) })
  await windows.openThen({ trigger: 't', view: null }, 'Grant', async () => {
    order.push('loading')
    return noticeModal('Grant', ['Here it is.'])
  })
  expect(order).toEqual(['asked for', 'open', 'loading', 'filled'])
})
