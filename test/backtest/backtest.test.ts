// An agent on somebody's own past orders: what a file may look like, what each order may know, and what is said of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fraudDetection } from '../../agents/fraud-detection.ts'
import { COLUMNS } from '../../src/backtest/columns.ts'
import { csvRows } from '../../src/backtest/csv.ts'
import { createHistory } from '../../src/backtest/history.ts'
import { pastOrders } from '../../src/backtest/past-orders.ts'
import { backtestFile } from '../../src/backtest.ts'
import { DAY } from '../../src/contracts/clock.ts'

const actions = Object.keys(fraudDetection.actions)
const read = (text: string) => pastOrders(text, { actions, currency: 'HKD' })
const file = (...rows: string[]) => read(['order,created_at,decision,total,customer,chargeback', ...rows].join('\n'))

describe('a file', () => {
  it('may quote, break lines within quotes, and separate by semicolons', () => {
    expect(csvRows('\ufeffa;b\r\n"x;1";"two\nlines, ""quoted"""\n\n3;4\n').rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x;1', 'two\nlines, "quoted"'] },
      { line: 5, cells: ['3', '4'] },
    ])
  })

  it('may call its columns as shops call them, and what was done in people’s words', () => {
    const { orders, problems, unknown } = read(
      'Name,Created at,Status,Total,Currency,Email,Shipping Country,Lineitem sku,Lineitem quantity,Colour\n' +
        '#1001,2026-03-01 10:00:00 +0800,Shipped,129.00,SGD,a@example.com,SG,CAP,1,red\n#1001,,,,,,,TEE,2,\n',
    )
    expect(problems).toEqual([])
    expect(unknown).toEqual(['Colour'])
    expect(orders).toMatchObject([
      {
        decision: 'release',
        customer: 'a@example.com',
        at: Date.UTC(2026, 2, 1, 2),
        order: {
          number: '#1001',
          total: { amount: 12_900, currency: 'SGD' },
          lines: [{ sku: 'CAP' }, { sku: 'TEE', quantity: 2 }],
        },
      },
    ])
  })

  it('is refused with the line and the column of whatever cannot be read', () => {
    const { problems, orders } = file(
      '1,2026-03-01,released,10.00,c1,',
      '2,03/01/2026,released,10.00,c1,',
      '3,2026-03-01,sold,ten,c1,maybe',
      '1,2026-03-02,held,10.00,c1,',
    )
    expect(orders).toHaveLength(1)
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'created_at'],
      [4, 'decision'],
      [4, 'total'],
      [4, 'chargeback'],
      [5, 'order'],
    ])
    expect(read('a,b\n1,2').problems.map(({ column }) => column)).toEqual(['order', 'created_at', 'decision'])
    expect(read('').problems).toMatchObject([{ problem: 'the file is empty' }])
  })

  const HEAD = 'order,created_at,decision,total'
  it.each([
    ['an amount with a comma and no quotes', `${HEAD}\n1,2026-03-01,released,1,299.00`, 2, '', 'has 5 cells'],
    ['the same before an empty cell', `${HEAD},tags\n1,2026-03-01,released,1,299.00,`, 2, '', 'a comma within a cell'],
    [
      'a semicolon too many',
      'order;created_at;decision;total\n1;2026-03-01;held;1;2',
      2,
      '',
      'a semicolon within a cell',
    ],
    ['a day that is not there', `${HEAD}\n1,2026-02-31,released,10.00`, 2, 'created_at', 'there is no such day'],
    ['a 29th of February', `${HEAD}\n1,2026-02-29 10:00 +0800,held,10.00`, 2, 'created_at', 'there is no such day'],
    ['a month that is not there', `${HEAD}\n1,2026-13-01,released,10.00`, 2, 'created_at', 'is not a moment'],
    ['a total below 0', `${HEAD}\n1,2026-03-01,released,-129.00`, 2, 'total', 'is below 0'],
    ['a header alone', `${HEAD}\n\n`, 1, '', 'there is no order below the header'],
    ['an open quote', `${HEAD}\n1,2026-03-01,released,10.00\n2,"2026-03-02,held,5\n`, 3, '', 'a quote is not closed'],
    ['an open quote in the header', 'order,"created_at,decision\n1,2,3', 1, '', 'a quote is not closed'],
  ])('is refused for %s', (_name, text, line, column, problem) => {
    const { problems, orders } = read(text)
    expect(orders).toEqual([])
    expect(problems).toMatchObject([{ line, column, problem: expect.stringContaining(problem) }])
  })

  it.each([
    ['quotes around a comma', `${HEAD}\n1,2026-03-01,released,"1,299.00"`, 129_900, '2026-03-01T00:00:00.000Z'],
    ['a leap day', `${HEAD}\n1,2024-02-29,released,10.00`, 1_000, '2024-02-29T00:00:00.000Z'],
    ['a day that is another in UTC', `${HEAD}\n1,2026-03-01 02:00 +0800,held,0`, 0, '2026-02-28T18:00:00.000Z'],
  ])('is read with %s', (_name, text, amount, created_at) => {
    const { problems, orders } = read(text)
    expect(problems).toEqual([])
    expect(orders).toMatchObject([{ order: { created_at, total: { amount } } }])
  })
})

describe('history', () => {
  it('comes from the past alone, whatever the order of the rows', () => {
    const { orders, sorted } = file(
      'b,2026-03-02,released,10.00,c1,',
      'a,2026-03-01,released,10.00,c1,yes',
      'c,2026-07-01,released,10.00,c1,',
      'd,2026-07-01,released,10.00,,',
    )
    expect(sorted).toBe(true)
    const historyOf = createHistory()
    const known = orders.map((order) => [order.order.number, historyOf(order)] as const)
    expect(known.map(([number]) => number)).toEqual(['a', 'b', 'c', 'd'])
    expect(known.map(([, { orders: before, chargebacks }]) => [before, chargebacks])).toEqual([
      [0, 0],
      // The bank had said nothing yet.
      [1, 0],
      [2, 1],
      [0, 0],
    ])
    expect(orders[0]?.charged_back_at).toBe(Date.UTC(2026, 2, 1) + 60 * DAY)
  })
})

describe('npm run backtest', () => {
  const sample = 'docs/backtest-orders.csv'

  it('says how often the agent agrees and where somebody would argue, surest first', async () => {
    const { code, text } = await backtestFile([sample, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(text)
    expect(report).toMatchObject({
      agent: 'fraud_detection',
      orders: 60,
      unanswered: { orders: 0 },
      without_customer: 0,
    })
    expect(report.agrees + report.disagrees).toBe(60)
    expect(report.disagrees).toBeGreaterThan(0)
    const sure = report.arguments.map(({ confidence }: { confidence: number }) => confidence)
    expect(sure).toEqual([...sure].sort((a, b) => b - a))
    expect(report.arguments[0].reasons.length).toBeGreaterThan(0)
    const words = (await backtestFile([sample, '--show', '1'])).text
    expect(words).toMatch(/agrees in \d+\.\d % of 60 past orders\. Here is one you would argue about\./)
    expect(words).toContain('nothing of it counts as evidence')
  })

  it('names every problem of a file by line, and judges nothing of it', async () => {
    const { code, text } = await backtestFile(['package.json'])
    expect(code).toBe(2)
    expect(text).toContain('package.json:1, order: this column is needed and not there')
    expect(await backtestFile(['there-is-none.csv'])).toMatchObject({
      code: 2,
      text: expect.stringContaining('cannot be read'),
    })
  })

  it('cannot run on a header alone, and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backtest-'))
    const path = join(folder, 'orders.csv')
    writeFileSync(path, 'order,created_at,decision\n')
    for (const more of [[], ['--json']])
      expect(await backtestFile([path, ...more])).toMatchObject({
        code: 2,
        text: expect.stringContaining('orders.csv:1: there is no order below the header'),
      })
    rmSync(folder, { recursive: true })
  })

  it('says which agents can be tried on a file of orders alone', async () => {
    const { code, text } = await backtestFile([sample, '--agent', 'order_routing'])
    expect(code).toBe(2)
    expect(text).toMatch(/^order_routing cannot be tried on a file of orders alone; these can: fraud_detection/)
    expect((await backtestFile([])).text).toContain('Name one file of past orders.')
    expect(await backtestFile(['--help'])).toMatchObject({ code: 0 })
  })

  it('has every column in its document, and every alias', () => {
    const document = readFileSync('docs/backtest.md', 'utf8')
    const missing = Object.entries(COLUMNS).flatMap(([name, { also }]) =>
      [`\`${name}\``, ...also.map((each) => each)].filter((each) => !document.includes(each)),
    )
    expect(missing).toEqual([])
  })
})
