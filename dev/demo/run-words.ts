// What the demo says of itself in the terminal, apart from its progress.
import type { Environment } from '../../src/config.ts'
import type { Stage } from './stage.ts'

/** Null when everything stays in the process. Passwords are not shown. */
export function storesLine({
  DATABASE_URL,
  REDIS_URL,
}: Pick<Environment, 'DATABASE_URL' | 'REDIS_URL'>): string | null {
  if (!DATABASE_URL) return null
  const redis = REDIS_URL ? ` and Redis at ${placeOf(REDIS_URL)}` : ''
  return `  Stores: PostgreSQL at ${placeOf(DATABASE_URL)}${redis}, from the environment. What the demo puts there is deleted at the end.`
}

/** Ready to paste but for the folder: how captured webhooks are sent to this demo. Its secret is a sample, public like all of them. */
export function webhooksLine({ webUrl, shopifySecret }: Pick<Stage, 'webUrl' | 'shopifySecret'>): string {
  return `  Webhooks of your own, at ${webUrl}/webhooks/shopify:  npm run replay -- ./your-folder --channel shopify --url ${webUrl} --secret ${shopifySecret}`
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'an address that is not a URL'
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}
