import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../eval/gate/arguments.ts'
import { boundaryOf, onlyWhere } from '../../eval/gate/boundary.ts'
import { clusteredCounts } from '../../eval/gate/counts.ts'
import { neededTable } from '../../eval/gate/needed-table.ts'
import { openingChance } from '../../eval/gate/opening-chance.ts'
import { table } from '../../eval/gate/report.ts'
import { atMostRow, exactRow, quantileOf, shareRow } from '../../eval/gate/row.ts'
import { runGate, runSections } from '../../eval/gate/run.ts'
import { meanRunLength, runLengthQuantile } from '../../eval/gate/run-length.ts'
import { vectors } from '../../eval/gate/vectors.ts'
import { seededRandom } from '../../eval/seeded-random.ts'

const folder = mkdtempSync(join(tmpdir(), 'countersign-eval-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('the exact chance of passing a rule', () => {
  it('is the sum over all histories', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.nat(20), (error, salt) => {
        const length = 9
        const rule = onlyWhere(
          boundaryOf(length, (errors, n) => errors * 3 <= n),
          (n) => (n + salt) % 3 !== 0,
        )
        let sum = 0
        for (let history = 0; history < 2 ** length; history += 1) {
          let [errors, passed, chance] = [0, false, 1]
          for (let n = 1; n <= length; n += 1) {
            const wrong = (history >> (n - 1)) & 1
            errors += wrong
            chance *= wrong ? error : 1 - error
            passed ||= errors <= (rule[n] ?? -1)
          }
          if (passed) sum += chance
        }
        expect(openingChance(rule, error)[length]).toBeCloseTo(sum, 12)
      }),
    )
  })
})

describe('the run length', () => {
  it('of the usual chart is as published', () => {
    expect(meanRunLength({ up: 26, alarm: 120 }, 0.02)).toBeCloseTo(12_656, -1)
    expect(meanRunLength({ up: 26, alarm: 120 }, 0.06)).toBeCloseTo(170, 0)
    expect(runLengthQuantile({ up: 26, alarm: 120 }, 0.06, 0.9)).toBe(315)
  })

  it('is geometric when one error is the alarm', () => {
    expect(meanRunLength({ up: 5, alarm: 5 }, 0.1)).toBeCloseTo(10, 10)
  })
})

describe('clustered days', () => {
  it('have the mean and the variance they are asked for', () => {
    const counts = clusteredCounts(25, { error: 0.05, correlation: 0.1 })
    const chances = [...counts].map((sum, k) => sum - (counts[k - 1] ?? 0))
    const mean = chances.reduce((sum, chance, k) => sum + k * chance, 0)
    const variance = chances.reduce((sum, chance, k) => sum + (k - mean) ** 2 * chance, 0)
    expect(mean).toBeCloseTo(1.25, 10)
    expect(variance).toBeCloseTo(25 * 0.05 * 0.95 * (1 + 24 * 0.1), 10)
  })
})

describe('seeded randomness', () => {
  const draw = (seed: number, stream: string) => {
    const random = seededRandom(seed, stream)
    return Array.from({ length: 5 }, random)
  }

  it('is the same for the same seed and stream, and for no other', () => {
    expect(draw(1, 'a')).toEqual(draw(1, 'a'))
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'))
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'))
  })

  it('is spread evenly', () => {
    const random = seededRandom(7, 'even')
    const tenths = new Array<number>(10).fill(0)
    for (let n = 0; n < 100_000; n += 1) {
      const tenth = Math.floor(random() * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    expect(Math.max(...tenths.map((count) => Math.abs(count - 10_000)))).toBeLessThan(400)
  })
})

describe('a row', () => {
  it('is fine within its tolerance and a miss beyond', () => {
    expect(exactRow('a', 1, 1.2, 0.1).ok).toBe(false)
    expect(exactRow('a', 1, 1.05, 0.1).ok).toBe(true)
    expect(atMostRow('a', 1e-10, 2e-10).ok).toBe(false)
    expect(atMostRow('a', 1e-10, Number.NaN).ok).toBe(false)
  })

  it('may stray by chance, not more', () => {
    const given = { name: 'a', expected: 0.3, expectedRuns: null, rounding: 0, runs: 1000 }
    expect(shareRow({ ...given, hits: 330 }).ok).toBe(true)
    expect(shareRow({ ...given, hits: 400 }).ok).toBe(false)
    expect(shareRow({ ...given, hits: 330, exact: 0.4 }).ok).toBe(false)
  })

  it('stands in the table with its verdict', () => {
    const text = table([{ name: 'part', note: 'why', rows: [exactRow('good', 1, 1), exactRow('bad', 1, 2)] }])
    expect(text).toMatch(/good .*ok/)
    expect(text).toMatch(/bad .*MISS/)
  })

  it('finds the middle of a sample', () => {
    expect(quantileOf([5, 1, 3, 2, 4], 0.5).got).toBe(3)
  })
})

describe('the reference rows', () => {
  it('are held against the formulas', () => {
    const good = vectors(file('good.json', [[2, 200, 0.05, 3.9392469979031084, 0.043452452136740316, 0.0023357934]]))
    expect(good.rows.map(({ ok }) => ok)).toEqual([true, true, false])
  })

  it('must be a list of rows', () => {
    expect(() => vectors(file('bad.json', { rows: [] }))).toThrow(/not a readable list/)
  })
})

describe('npm run eval -- gate', () => {
  it('reads its arguments', () => {
    expect(readArguments([])).toEqual({
      ...{ json: false, vectors: null, without_vectors: false },
      ...{ runs: 10_000, seed: 1 },
    })
    const path = file('autonomy.json', [])
    expect(readArguments(['--json', '--data', folder, '--runs', '500', '--seed', '3'])).toEqual({
      json: true,
      vectors: path,
      without_vectors: false,
      runs: 500,
      seed: 3,
    })
  })

  it.each([
    [['--runs', '5']],
    [['--seed', 'x']],
    [['--vectors', '/nowhere.json']],
    [['--what']],
    [['--without-vectors', '--data', folder]],
  ])('refuses %j with how it is used', (argv) => {
    expect(() => readArguments(argv)).toThrow(/npm run eval -- gate/)
  })

  it('finds every figure as expected, and says so in one line of JSON and with exit code 0', {
    timeout: 60_000,
  }, () => {
    const said: string[] = []
    const code = runGate(['--json', '--runs', '400', '--without-vectors'], {
      result: (text) => said.push(text),
      progress: () => {},
    })
    expect(said).toHaveLength(1)
    const report = JSON.parse(said[0] ?? '')
    const missed = report.sections.flatMap((section: { rows: { ok: boolean }[] }) =>
      section.rows.filter(({ ok }) => !ok),
    )
    expect(missed).toEqual([])
    expect(report).toMatchObject({ command: 'gate', ok: true, runs: 400, seed: 1 })
    expect(report.vectors).toBe('not checked: give --data FOLDER')
    expect(code).toBe(0)
  })

  it('does not pass where the reference rows were not looked at, and says so in words', () => {
    const said: string[] = []
    const output = { result: (text: string) => said.push(text), progress: () => {} }
    const code = runSections(readArguments([]), [neededTable], output)
    expect(code).toBe(1)
    expect(said.join()).toContain('not checked: give --data FOLDER')
  })

  it('ends with exit code 1 when a figure is not as expected', () => {
    const wrong = file('wrong.json', [[2, 200, 0.05, 3.9, 0.043452452136740316, 0.23515]])
    const progress: string[] = []
    const output = { result: () => {}, progress: (text: string) => progress.push(text) }
    const code = runSections(readArguments(['--vectors', wrong]), [() => vectors(wrong)], output)
    expect(code).toBe(1)
    expect(progress.some((text) => text.startsWith('vectors: 3 figures, 2 missed'))).toBe(true)
  })
})
