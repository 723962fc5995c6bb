// A workflow that cannot be run as it is written is refused with the line to mend, before anything starts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { agents } from '../../agents/index.ts'
import { actions } from '../../src/actions/registry.ts'
import { checkConfiguration } from '../../src/assembly/configuration.ts'
import { read } from '../guards/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-topology-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'policy.yml'), read('config/policy.yml'))

const FIRST = '      - agent: order_intake\n        timeout_ms: 1000\n        fallback: manual_review_queue\n'
const ROUTING = '        depends_on: [inventory_reservation]\n'

/** Each with what stands in its place, the part of it that the message points to, and the message. */
it.each([
  [
    FIRST,
    FIRST.replace('order_intake', 'order_intak'),
    'order_intak\n',
    'no agent "order_intak" is registered; known: ',
  ],
  [
    FIRST,
    FIRST.replace('order_intake', 'order_intake\n        version: 9.9.9'),
    'agent: order_intake',
    'in version 9.9.9 is registered',
  ],
  [FIRST, FIRST.replace('order_intake', 'fraud_detection'), null, '"fraud_detection" appears twice'],
  [
    FIRST,
    FIRST.replace('        fallback: manual_review_queue\n', ''),
    'agent: order_intake',
    'tier 1 blocks the order: "order_intake" needs a fallback',
  ],
  [FIRST, `${FIRST}        kind: remote\n`, 'agent: order_intake', '"order_intake" is remote and needs a url'],
  [
    FIRST,
    `${FIRST}        url: https://fraud.example.com/\n`,
    'url: https',
    '"order_intake" has a url but is not kind: remote',
  ],
  [
    FIRST,
    `${FIRST}        depends_on: [fraud_detection]\n`,
    'depends_on: [fraud_detection]',
    'which is not an earlier step of this workflow',
  ],
  [
    ROUTING,
    '        depends_on: [customer_notification]\n',
    'depends_on: [customer_notification]',
    'which is not an earlier step of this workflow',
  ],
  [
    ROUTING,
    '        depends_on: [order_routing]\n',
    'depends_on: [order_routing]',
    'which is not an earlier step of this workflow',
  ],
  [
    ROUTING,
    '        depends_on: [fulfilment]\n',
    'depends_on: [fulfilment]',
    '"order_routing" depends on itself through other steps',
  ],
  ['timeout_ms: 1000', 'timeout_ms: 20001', 'timeout_ms: 20001', 'timeout_ms'],
])('%j cannot be %j', (line, instead, pointsTo, message) => {
  const original = read('config/topology.yml')
  expect(original).toContain(line)
  const text = original.replace(line, instead)
  writeFileSync(join(folder, 'topology.yml'), text)
  const { configuration, problems } = checkConfiguration({ folder, agents, actions })
  expect(configuration).toBeNull()
  const said = problems.find((problem) => problem.message.includes(message))
  expect(said?.file).toBe(`${folder}/topology.yml`)
  if (pointsTo !== null) expect(said?.line).toBe(text.slice(0, text.indexOf(pointsTo)).split('\n').length)
})
