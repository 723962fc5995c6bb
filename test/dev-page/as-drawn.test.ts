import { describe, expect, it } from 'vitest'
import { asDrawn } from '../../dev/page/blocks/as-drawn.ts'

describe('a block as it is drawn', () => {
  it('keeps its formatting where the app said verbatim, and leaves its id out', () => {
    const drawn = asDrawn({
      type: 'section',
      block_id: 'b1',
      text: { type: 'mrkdwn', text: '*bold*', verbatim: true },
      fields: [{ type: 'mrkdwn', text: '_side_', verbatim: true }],
    })
    expect(drawn).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '*bold*' },
      fields: [{ type: 'mrkdwn', text: '_side_' }],
    })
  })
})
