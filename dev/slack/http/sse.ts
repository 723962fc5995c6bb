// Deltas to a browser as server-sent events.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SECOND } from '../../../src/contracts/clock.ts'
import type { Delta } from '../contract.ts'
import type { Workspace } from '../workspace/workspace.ts'

const KEEP_ALIVE = 15 * SECOND

export function streamDeltas(
  workspace: Workspace,
  client: { user: string; request: IncomingMessage; response: ServerResponse },
): void {
  const { user, request, response } = client
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const write = (delta: Delta): void => {
    response.write(`id: ${delta.seq}\nevent: ${delta.type}\ndata: ${JSON.stringify(delta)}\n\n`)
  }
  const stop = workspace.feed.listen(user, write)
  write({ type: 'hello', seq: workspace.feed.seq() })
  const alive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE)
  request.on('close', () => {
    clearInterval(alive)
    stop()
  })
}
