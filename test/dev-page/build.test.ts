import { describe, expect, it } from 'vitest'
import { formatSlackDate, isSafeLink } from '../../dev/page/blocks/mentions.tsx'
import { buildPage } from '../../dev/page/build.ts'

describe('the built page', () => {
  it('is one document with one script and one style sheet, all of its own', async () => {
    const { html, assets } = await buildPage({ firstUser: 'U"1' })
    expect([...assets.keys()]).toEqual(['/page.js', '/style.css', '/favicon.svg'])
    const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((each) => each[1] ?? '')
    expect(linked.filter((each) => !assets.has(each))).toEqual([])
    expect(html).toContain('<meta name="first-user" content="U&#34;1">')
    expect(html).toContain("default-src 'none'")
    expect(html).not.toContain('unsafe-eval')
  })

  it('fetches no font, picture or style from elsewhere, and writes no document id twice', async () => {
    const { assets } = await buildPage()
    const css = String(assets.get('/style.css')?.body)
    expect(css).not.toMatch(/url\((?!["']?data:)|@font-face/)
    expect(css).not.toContain('#slack_blocks_to_jsx')
    expect(String(assets.get('/page.js')?.body)).not.toContain('id:"slack_blocks_to_jsx"')
  })
})

describe('texts of apps', () => {
  it('lead to web pages and mail only', () => {
    const links = ['https://example.com', 'mailto:a@b.c', '/archives/C1/p1', 'javascript:alert(1)', 'data:text/html,x']
    expect(links.filter(isSafeLink)).toEqual(['https://example.com', 'mailto:a@b.c', '/archives/C1/p1'])
  })

  it('show Slack dates in the reader’s own words', () => {
    const year = new Date(1_762_819_200_000).getFullYear()
    expect(formatSlackDate(1_762_819_200, 'ships {date}')).toMatch(new RegExp(`^ships .*${year}`))
    expect(formatSlackDate(1_762_819_200, '{unknown}')).toBe('{unknown}')
  })
})
