// Open questions that nobody may answer as things are: no role, no limit high enough, or only people who are not active.
import { actionWords } from '../../../blocks/action-words.ts'
import type { Clock } from '../../contracts/clock.ts'
import type { RateTable } from '../../contracts/money.ts'
import { isGroup } from '../../contracts/settings.ts'
import { mayDecide } from '../../gate/may-decide.ts'
import type { OpenCase } from '../../ledger/cases.ts'
import type { Undecidable } from '../../reports/stuck-report.ts'
import type { People } from '../people.ts'

export function createUndecidable(parts: {
  people: Pick<People, 'inForce' | 'isActive' | 'groupMembers'>
  rates: RateTable
  clock: Clock
}): (cases: readonly OpenCase[]) => Promise<Undecidable[]> {
  const { people, rates, clock } = parts

  return async (cases) => {
    if (cases.length === 0) return []
    const inForce = await people.inForce()
    const able = new Map<string, Promise<number>>()
    const found: Undecidable[] = []
    for (const one of firstOfEach(cases)) {
      const { action, amount, needs_two } = one
      const key = JSON.stringify([action, amount, needs_two])
      const needed = needs_two ? 2 : 1
      // Asked as somebody without any right, the gate names everybody who has it.
      const asked = { by: '', now: clock(), active: [], groups: {}, inForce, action, amount, rates, requestedBy: null }
      const permission = mayDecide(asked)
      const who = permission.allowed ? [] : permission.who
      const there = able.get(key) ?? countActive(who, needed)
      able.set(key, there)
      const count = await there
      if (count >= needed) continue
      found.push({
        run_id: one.run_id,
        number: one.number,
        kind: one.kind,
        ask: actionWords(action, one.number).ask,
        opened_at: one.opened_at,
        deadline: one.deadline,
        because: reason(who.length, count, needed),
      })
    }
    return found
  }

  /** As many as are needed; nobody is asked about beyond that. */
  async function countActive(who: readonly string[], needed: number): Promise<number> {
    const active = new Set<string>()
    for (const id of who) {
      const ids = isGroup(id) ? ((await people.groupMembers([id]))[id] ?? []) : [id]
      for (const each of ids) {
        if (await people.isActive(each)) active.add(each)
        if (active.size >= needed) return active.size
      }
    }
    return active.size
  }
}

function reason(named: number, active: number, needed: number): string {
  if (needed === 2 && active === 1) return 'two people must agree, and only one may'
  if (named === 0) return 'nobody has a role and a limit that are enough'
  return 'everybody who might is deactivated or a guest'
}

function firstOfEach(cases: readonly OpenCase[]): OpenCase[] {
  const seen = new Set<string>()
  return cases.filter(({ run_id }) => !seen.has(run_id) && seen.add(run_id))
}
