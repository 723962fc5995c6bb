// A sale is on: nobody is looked at while it lasts, and audits that were drawn wait. Who may say so, what is kept, and what is told.
import { mention } from '../../blocks/kit/text.ts'
import { dayAndTime } from '../../blocks/kit/when.ts'
import { type Clock, DAY } from '../contracts/clock.ts'
import { RELEASED, SALE_KEY, saleNow } from '../contracts/settings.ts'
import type { SettingsStore } from '../ledger/ledger.ts'
import { standingAdmins } from './active-admins.ts'
import type { People } from './people.ts'

export type Sales = {
  /** Each returns what to say. `until` null: as long as a sale lasts where nobody says. */
  begin(sale: { by: string; until: number | null }): Promise<string>
  end(by: string): Promise<string>
  show(): Promise<string>
}

/** It ends by itself, also when nobody thinks of it: agents that act alone are not audited meanwhile. */
const USUAL_MS = 3 * DAY
const LONGEST_MS = 14 * DAY

export function createSales(parts: { people: People; settings: Pick<SettingsStore, 'put'>; clock: Clock }): Sales {
  const { people, settings, clock } = parts

  async function refusal(by: string): Promise<string | null> {
    const role = await people.role(by, 'now')
    if (role === 'lead' || role === 'admin') return null
    const { lead } = (await people.inForce()).people
    const admins = await standingAdmins(people)
    return `✋ Only leads and admins may do this: ${[...lead, ...admins].map(mention).join(', ') || 'nobody yet, see the Home tab'}.`
  }

  const on = async () => saleNow((await people.inForce()).sale, clock())

  return {
    async begin({ by, until }) {
      const refused = await refusal(by)
      if (refused !== null) return refused
      const now = clock()
      const end = until ?? now + USUAL_MS
      if (end > now + LONGEST_MS)
        return 'A sale is at most two weeks long here: what acts alone has to be audited again then.'
      await settings.put(SALE_KEY, { by, at: now, until: end }, by, now)
      return `🛍️ A sale is on until ${dayAndTime(end)}: no check cases, no second opinions, and audits wait. Questions go on as usual. \`/countersign sale off\` ends it sooner.`
    },
    async end(by) {
      const refused = await refusal(by)
      if (refused !== null) return refused
      if ((await on()) === null) return 'No sale is on.'
      await settings.put(SALE_KEY, RELEASED, by, clock())
      return '🛍️ The sale is over: checks go on, and audits that waited are asked as there is room for them.'
    },
    async show() {
      const sale = await on()
      return sale === null
        ? 'No sale is on: checks and audits go on as usual.'
        : `🛍️ ${mention(sale.by)} said ${dayAndTime(sale.at)} that a sale is on${sale.until === null ? '' : `, until ${dayAndTime(sale.until)}`}: no check cases, no second opinions, and audits wait.`
    },
  }
}
