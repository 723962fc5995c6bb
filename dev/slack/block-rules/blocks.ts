// One rule per block type: its fields, its limits, and the surfaces it may appear on. Whatever is not here does not exist.

import { cardBlocks } from './cards.ts'
import { plainText, richOrPlain } from './composition.ts'
import { image } from './elements.ts'
import { richTextElements } from './rich-text.ts'
import { accessory, actionsElement, contextAction, inputElement } from './selects.ts'
import {
  type At,
  anyText,
  byType,
  type Check,
  type Fields,
  fail,
  flag,
  type Json,
  listOf,
  may,
  need,
  oneOf,
  type Surface,
  shape,
  string,
  under,
  url,
} from './shape.ts'
import { chart, dataTableFields, dataTableRule, tableFields, tableRule } from './tables.ts'

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home']
const MESSAGES: readonly Surface[] = ['message']
const MAX_MARKDOWN = 12_000
const MAX_CHARTS = 2

const blockId: Check = (value, at) => {
  string({ max: 255 })(value, at)
  if (typeof value !== 'string') return
  if (at.run.blockIds.has(value)) fail(at, `block_id "${value}" already exists`)
  at.run.blockIds.add(value)
}

function block(surfaces: readonly Surface[], fields: Fields, rule?: (value: Json, at: At) => void): Check {
  const check = shape({ block_id: may(blockId), ...fields }, rule)
  return (value, at) => {
    if (!surfaces.includes(at.run.surface)) {
      const type = String((value as Json)['type'])
      return fail(under(at, 'type'), `${type} blocks are not allowed in a ${at.run.surface}`)
    }
    at.run.actionIds = new Set()
    check(value, at)
  }
}

const sectionRule = (value: Json, at: At): void => {
  if (value['text'] === undefined && value['fields'] === undefined) fail(at, 'missing required field: text or fields')
}

const taskFields: Fields = {
  task_id: need(string({ max: 255 })),
  title: need(string({ max: 256 })),
  status: need(oneOf('pending', 'in_progress', 'complete', 'error')),
  details: may(byType({ rich_text: shape({ block_id: may(anyText), elements: need(richTextElements) }) }, 'details')),
  output: may(byType({ rich_text: shape({ block_id: may(anyText), elements: need(richTextElements) }) }, 'output')),
  sources: may(listOf(byType({ url: shape({ url: need(url()), text: need(anyText) }) }, 'source'), { max: 50 })),
}

const simpleBlocks: Record<string, Check> = {
  section: block(
    EVERYWHERE,
    {
      text: may(richOrPlain(3000)),
      fields: may(listOf(richOrPlain(2000), { max: 10 })),
      accessory: may(accessory),
      expand: may(flag),
    },
    sectionRule,
  ),
  header: block(EVERYWHERE, { text: need(plainText(150)) }),
  divider: block(EVERYWHERE, {}),
  context: block(EVERYWHERE, { elements: need(listOf(contextElement(), { max: 10 })) }),
  actions: block(EVERYWHERE, { elements: need(listOf(actionsElement, { max: 25 })) }),
  context_actions: block(MESSAGES, { elements: need(listOf(contextAction, { max: 5 })) }),
  image: block(EVERYWHERE, { ...imageFields() }, imageRule),
  rich_text: block(EVERYWHERE, { elements: need(richTextElements) }),
  video: block(EVERYWHERE, {
    alt_text: need(string({ max: 2000 })),
    title: need(plainText(199)),
    title_url: may(url()),
    description: may(plainText(200)),
    thumbnail_url: need(url()),
    video_url: need(url()),
    author_name: may(string({ max: 49 })),
    provider_name: may(anyText),
    provider_icon_url: may(url()),
  }),
  markdown: block(MESSAGES, { text: need(string({ max: MAX_MARKDOWN })) }, (value, at) => {
    at.run.markdownCharacters += String(value['text']).length
    if (at.run.markdownCharacters > MAX_MARKDOWN) {
      fail(under(at, 'text'), `markdown blocks must have fewer than ${MAX_MARKDOWN + 1} characters in total`)
    }
  }),
  table: block(MESSAGES, tableFields, tableRule),
  data_table: block(MESSAGES, dataTableFields, dataTableRule),
  data_visualization: block(MESSAGES, { title: need(string({ max: 50 })), chart: need(chart) }, (_, at) => {
    at.run.charts += 1
    if (at.run.charts > MAX_CHARTS) fail(at, `no more than ${MAX_CHARTS} data_visualization blocks are allowed`)
  }),
  alert: block(['modal'], {
    text: need(richOrPlain(200)),
    level: may(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
  task_card: block(MESSAGES, taskFields),
  plan: block(MESSAGES, {
    title: need(string({ max: 256 })),
    tasks: may(listOf(byType({ task_card: shape({ block_id: may(blockId), ...taskFields }) }, 'task'), { max: 50 })),
  }),
  /** Only Slack itself puts file blocks into messages. */
  file: block([], {}),
}

const inputFields: Fields = {
  label: need(plainText(2000)),
  hint: may(plainText(2000)),
  optional: may(flag),
  dispatch_action: may(flag),
  element: need(inputElement),
}
const inputRule = (value: Json, at: At): void => {
  if ((value['element'] as Json)['type'] === 'file_input' && at.run.surface === 'home') {
    fail(under(at, 'element'), 'file_input is not allowed in a home')
  }
}
const input = block(['modal', 'home'], inputFields, inputRule)

const { card, carousel } = cardBlocks(block)

const CHILDREN = ['actions', 'context', 'divider', 'header', 'image', 'rich_text', 'section', 'table', 'video']
const childBlock = byType(
  {
    ...Object.fromEntries(Object.entries(simpleBlocks).filter(([type]) => CHILDREN.includes(type))),
    input: block(MESSAGES, inputFields, inputRule),
  },
  'child block',
)

const container = block(
  MESSAGES,
  {
    title: may(plainText(150)),
    rich_text_title: may(byType({ rich_text: shape({ elements: need(richTextElements) }) }, 'title')),
    subtitle: may(richOrPlain(150)),
    child_blocks: need(listOf(childBlock, { max: 10 })),
    width: may(oneOf('narrow', 'standard', 'wide', 'full')),
    icon: may(byType({ image }, 'icon')),
    is_collapsible: may(flag),
    default_collapsed: may(flag),
    has_header_divider: may(flag),
  },
  (value, at) => {
    if (value['title'] === undefined && value['rich_text_title'] === undefined) {
      fail(at, 'missing required field: title or rich_text_title')
    }
    if (value['default_collapsed'] === true && value['is_collapsible'] !== true) {
      fail(under(at, 'default_collapsed'), 'requires is_collapsible')
    }
  },
)

export const anyBlock: Check = byType({ ...simpleBlocks, input, card, carousel, container }, 'block')

function contextElement(): Check {
  return (value, at) => {
    const isImage = typeof value === 'object' && value !== null && (value as Json)['type'] === 'image'
    if (isImage) image(value, at)
    else richOrPlain(3000)(value, at)
  }
}

function imageFields(): Fields {
  return {
    alt_text: need(string({ max: 2000 })),
    title: may(plainText(2000)),
    image_url: may(url()),
    slack_file: may((value, at) => {
      if (typeof value !== 'object' || value === null) fail(at, 'must be an object')
    }),
  }
}

function imageRule(value: Json, at: At): void {
  if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
    fail(at, 'exactly one of image_url and slack_file is required')
  }
}
