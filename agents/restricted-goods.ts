// Goods that not everyone may carry or receive: how they are recognised, and which destinations restrict them.
import type { Order } from '../src/contracts/order.ts'

export type GoodsCategory = 'batteries' | 'alcohol' | 'perfume' | 'knives'

/** `certain` when the shop itself said so (SKU prefix or tag); a word in a title may mislead ("wine red"). */
export type RestrictedGoods = { category: GoodsCategory; sku: string; certain: boolean }

type Marks = { sku: RegExp; tags: readonly string[]; words: RegExp }

const MARKS: Readonly<Record<GoodsCategory, Marks>> = {
  batteries: {
    sku: /^(bat|pwr|li)[-_]/i,
    tags: ['batteries', 'battery', 'lithium'],
    words: /\b(batter(y|ies)|power ?banks?|lithium)\b|電池|电池|行動電源|แบตเตอรี่|\bbateri\b/i,
  },
  alcohol: {
    sku: /^(alc|wine|spr)[-_]/i,
    tags: ['alcohol', 'liquor'],
    words: /\b(wines?|whisk(e)?y|vodka|gin|rum|sake|soju|beer|champagne|brandy|liqueur)\b|紅酒|白酒|威士忌|啤酒|清酒/i,
  },
  perfume: {
    sku: /^(prf|edp|edt)[-_]/i,
    tags: ['perfume', 'fragrance'],
    words: /\b(perfumes?|eau de (parfum|toilette)|cologne)\b|香水|น้ำหอม|\bminyak wangi\b/i,
  },
  knives: {
    sku: /^(knf|knife)[-_]/i,
    tags: ['knives', 'knife', 'blade'],
    words: /\b(knife|knives|dagger|machete|cleaver)\b|菜刀|刀具|小刀|\bpisau\b/i,
  },
}

/** What a destination does about a category. refused: it must not be sent. checked: only with a licence or an age check. */
export type GoodsRule = {
  category: GoodsCategory
  to: readonly string[]
  verdict: 'refused' | 'checked'
  source: string
}

/** A starting table, written down in November 2026 from public summaries; the shop's own compliance people own it. */
export const GOODS_RULES: readonly GoodsRule[] = [
  {
    category: 'alcohol',
    to: ['SA', 'KW', 'LY', 'BN'],
    verdict: 'refused',
    source: 'national ban on importing alcohol',
  },
  { category: 'alcohol', to: ['MY', 'ID', 'TH', 'IN', 'AE'], verdict: 'checked', source: 'alcohol import licence' },
  { category: 'alcohol', to: ['US'], verdict: 'checked', source: 'state rules on shipping alcohol to consumers' },
  { category: 'knives', to: ['GB'], verdict: 'checked', source: 'Offensive Weapons Act 2019, age check on delivery' },
  {
    category: 'knives',
    to: ['AU', 'JP', 'HK', 'SG', 'MY'],
    verdict: 'checked',
    source: 'national weapons law, by kind of blade',
  },
]

/** One entry per category and SKU, certain ones first. A tag belongs to the order, so it marks no single SKU. */
export function restrictedGoods({ lines, tags }: Order): RestrictedGoods[] {
  const labels = new Set(tags.map((tag) => tag.trim().toLowerCase()))
  const found = Object.entries(MARKS).flatMap(([name, marks]) => {
    const category = name as GoodsCategory
    const tagged = marks.tags.some((tag) => labels.has(tag))
    const hits = lines
      .filter(({ requires_shipping: physical }) => physical)
      .flatMap(({ sku, title }) => {
        if (marks.sku.test(sku)) return [{ category, sku, certain: true }]
        return marks.words.test(title) ? [{ category, sku, certain: tagged }] : []
      })
    const any = hits.length > 0 || !lines.some(({ requires_shipping: physical }) => physical)
    return tagged && !any ? [{ category, sku: '', certain: true }] : hits
  })
  return found.sort((a, b) => Number(b.certain) - Number(a.certain))
}

/** Whether a carrier's rate refuses one of these goods. Carriers write the category in their own case and number. */
export function refuses(restricted: readonly string[], goods: readonly RestrictedGoods[]): GoodsCategory | null {
  const refused = new Set(restricted.map(stem))
  return goods.find(({ category }) => refused.has(stem(category)))?.category ?? null
}

/** "Batteries", "battery" and "lithium batteries" are one. */
function stem(label: string): string {
  const text = label.trim().toLowerCase()
  const known = Object.entries(MARKS).find(
    ([name, marks]) => text === name || marks.tags.includes(text) || marks.words.test(text),
  )
  return known?.[0] ?? text
}
