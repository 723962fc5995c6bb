// rich_text: sections, lists, quotes and preformatted runs, and the inline elements inside them.
import { anyText, byType, type Check, flag, listOf, may, need, oneOf, shape, string, whole } from './shape.ts'

const MANY = 1_000

const style = may(
  shape({
    bold: may(flag),
    italic: may(flag),
    strike: may(flag),
    code: may(flag),
    underline: may(flag),
    highlight: may(flag),
    client_highlight: may(flag),
    unlink: may(flag),
  }),
)
const filled = string({ max: Number.MAX_SAFE_INTEGER })

const inline: Readonly<Record<string, Check>> = {
  text: shape({ text: need(filled), style }),
  link: shape({ url: need(filled), text: may(anyText), unsafe: may(flag), style }),
  user: shape({ user_id: need(filled), style }),
  usergroup: shape({ usergroup_id: need(filled), style }),
  channel: shape({ channel_id: need(filled), style }),
  team: shape({ team_id: need(filled), style }),
  broadcast: shape({ range: need(oneOf('here', 'channel', 'everyone')), style }),
  emoji: shape({
    name: need(filled),
    unicode: may(anyText),
    url: may(anyText),
    skin_tone: may(whole({ min: 1, max: 6 })),
    style,
  }),
  color: shape({ value: need(filled), style }),
  date: shape({
    timestamp: need(whole({ min: 0, max: Number.MAX_SAFE_INTEGER })),
    format: need(filled),
    url: may(anyText),
    fallback: may(anyText),
    style,
  }),
}

const inlines = need(listOf(byType(inline, 'rich text element'), { max: MANY, min: 0 }))
const border = may(oneOf(0, 1))
const section: Check = shape({ elements: inlines })

export const richTextElements: Check = listOf(
  byType(
    {
      rich_text_section: section,
      rich_text_list: shape({
        elements: need(listOf(byType({ rich_text_section: section }, 'list item'), { max: MANY })),
        style: need(oneOf('bullet', 'ordered')),
        indent: may(whole({ min: 0, max: 8 })),
        offset: may(whole({ min: 0, max: MANY })),
        border,
      }),
      rich_text_quote: shape({ elements: inlines, border }),
      rich_text_preformatted: shape({ elements: inlines, border, language: may(anyText) }),
    },
    'rich text',
  ),
  { max: MANY },
)
