import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../dev/page/styles/tokens.css', import.meta.url), 'utf8')
const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)')

function colours(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value]) => [name, value]),
  )
}

const light = colours(lightPart)
const dark = { ...light, ...colours(darkPart) }

/** Relative luminance after WCAG 2.2. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((each) => each + each).join('') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [bright = 0, dim = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

const TEXT_PAIRS = [
  ...['paper', 'paper-soft', 'hover', 'mark'].flatMap((ground) => [
    ['ink', ground],
    ['ink-soft', ground],
  ]),
  ...['paper', 'paper-soft', 'hover'].flatMap((ground) => [
    ['link', ground],
    ['bad-ink', ground],
  ]),
  ...['side', 'side-deep', 'side-hover'].flatMap((ground) => [
    ['side-ink', ground],
    ['side-soft', ground],
  ]),
  ['link', 'accent-soft'],
  ['mention-ink', 'mention'],
  ...['good', 'warn', 'bad', 'busy', 'neutral'].map((tone) => [`${tone}-ink`, `${tone}-ground`]),
] as [string, string][]

const WHITE_ON = ['go', 'go-deep', 'stop', 'stop-deep', 'side-current', 'alarm']

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, palette) => {
  it.each(TEXT_PAIRS)('let %s be read on %s', (ink, ground) => {
    expect(contrast(palette[ink] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(WHITE_ON)('let white be read on %s', (ground) => {
    expect(contrast('#fff', palette[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['line-strong', 'paper'],
    ['focus', 'paper'],
  ])('let the edge %s be seen on %s', (edge, ground) => {
    expect(contrast(palette[edge] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(3)
  })
})
