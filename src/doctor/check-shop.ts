// The shop: whether it is named, and whether it answers a signed question. Nothing is asked that could change anything.
import { createHttpShop } from '../channels/http-shop.ts'
import type { Environment } from '../config.ts'
import { AppError, reasonOf } from '../contracts/app-error.ts'
import { type Clock, SECOND } from '../contracts/clock.ts'
import { bad, type Finding, good, note } from './finding.ts'

const WHAT = 'Decisions out'
const PATIENCE_MS = 4 * SECOND
/** No shop has it: a 404 is the answer of a shop that was reached and took the signature. */
const NO_ORDER = 'countersign:doctor:no-such-order'

export async function checkShop(environment: Environment, clock: Clock): Promise<Finding> {
  const { SHOP_URL: url, SHOP_SECRET: secret } = environment
  if (!url)
    return note(
      WHAT,
      'no shop is connected: facts cannot be read, and every action is left to a person',
      'Set SHOP_URL and SHOP_SECRET (docs/shop-api.md).',
    )
  if (!secret)
    return bad(
      WHAT,
      'SHOP_URL is set without SHOP_SECRET',
      'Calls to the shop are signed: set both (docs/shop-api.md).',
    )
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return bad(WHAT, `SHOP_URL is not an address: ${url}`, 'Write it in full, such as https://shop.example.com.')
  try {
    await createHttpShop({ url, secret, clock, timeoutMs: PATIENCE_MS }).order(NO_ORDER)
    return good(WHAT, `${url} answers`)
  } catch (error) {
    return asFinding(url, error)
  }
}

function asFinding(url: string, error: unknown): Finding {
  const said = reasonOf(error)
  if (/answered 40[13]\b/.test(said))
    return bad(
      WHAT,
      `${url} refuses the signature (${said})`,
      'Check SHOP_SECRET: it must be the one the shop has. A clock more than 300 seconds off is refused too.',
    )
  if (
    error instanceof AppError &&
    error.code === 'shop.unreachable' &&
    !/cannot be read|not JSON|answered 3/.test(said)
  )
    return note(
      WHAT,
      `${url} is not reached: ${said}`,
      'Check SHOP_URL and that the shop runs. Until it answers no fact can be read, and every action waits.',
    )
  return bad(WHAT, `${url} does not answer as docs/shop-api.md says: ${said}`, 'Check SHOP_URL and the shop behind it.')
}
