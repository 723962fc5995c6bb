// The two questions asked of Block Kit JSON: may these blocks be a message, and may this be a view. Problems come back as Slack words them.
import type { ViewPayload } from '../workspace/views.ts'
import { anyBlock } from './blocks.ts'
import { plainText } from './composition.ts'
import {
  type At,
  type Check,
  fail,
  flag,
  type Json,
  listOf,
  may,
  need,
  newRun,
  type Problem,
  shape,
  string,
  under,
} from './shape.ts'

const MAX_MESSAGE_BLOCKS = 50
const MAX_VIEW_BLOCKS = 100
const MAX_VIEW_BYTES = 250_000
const TITLE = 24

export function checkMessageBlocks(blocks: unknown): Problem[] {
  const run = newRun('message')
  listOf(anyBlock, { min: 0, max: MAX_MESSAGE_BLOCKS })(blocks, { run, pointer: '/blocks' })
  return run.problems
}

const common = {
  type: need(string({ max: 10 })),
  blocks: need(listOf(anyBlock, { min: 0, max: MAX_VIEW_BLOCKS })),
  private_metadata: may(string({ max: 3000, min: 0 })),
  callback_id: may(string({ max: 255, min: 0 })),
  external_id: may(string({ max: 255, min: 0 })),
}

const modal: Check = shape(
  {
    ...common,
    title: need(plainText(TITLE)),
    submit: may(plainText(TITLE)),
    close: may(plainText(TITLE)),
    clear_on_close: may(flag),
    notify_on_close: may(flag),
  },
  (value, at) => {
    const hasInput = (value['blocks'] as Json[]).some((block) => block['type'] === 'input')
    if (hasInput && value['submit'] === undefined) fail(at, 'missing required field: submit')
  },
)

const home: Check = shape(common)

export type ViewCheck =
  | { status: 'ok'; view: ViewPayload }
  | { status: 'too_large' }
  | { status: 'invalid'; problems: Problem[] }

/** `wanted`: views.publish takes homes only, everything else modals only. */
export function checkView(view: unknown, wanted: 'modal' | 'home'): ViewCheck {
  const run = newRun(wanted)
  const at: At = { run, pointer: '/view' }
  const type = (view as Json | undefined)?.['type']
  if (type !== wanted) fail(under(at, 'type'), `must be ${wanted}`)
  else (wanted === 'modal' ? modal : home)(view, at)
  if (run.problems.length > 0) return { status: 'invalid', problems: run.problems }
  if (JSON.stringify(view).length > MAX_VIEW_BYTES) return { status: 'too_large' }
  return { status: 'ok', view: view as ViewPayload }
}

export const asMessages = (problems: readonly Problem[]): string[] =>
  problems.map((problem) => `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`)
