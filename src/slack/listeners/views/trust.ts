// The forms of a grant: the gate is held against the record once more before anything is granted, and the window says what came of it.
import { FIELDS } from '../../../../blocks/ids.ts'
import { ScopeTarget, unpacked } from '../../../../blocks/target.ts'
import { DAY } from '../../../contracts/clock.ts'
import type { Promotion } from '../../../trust/promote.ts'
import { promotionText } from '../../autonomy/autonomy.ts'
import { entered, Submission } from '../../click.ts'
import { formErrors, formGone, formSays } from '../../form-answer.ts'
import type { Listener } from '../incoming.ts'
import type { Surface } from '../surface.ts'

type Parts = Pick<Surface, 'autonomy' | 'clock'>
type Filled = { scope: ScopeTarget['scope']; by: string; form: Submission }

export function handleGrantForm(parts: Parts): Listener {
  return handled(parts, async ({ autonomy }, { scope, by, form }) =>
    autonomy.promote.grant({ scope, by, cap_usd_cents: capOf(form), root_cause: entered(form, FIELDS.trustCause) }),
  )
}

export function handleRenewForm(parts: Parts): Listener {
  return handled(parts, async ({ autonomy }, { scope, by }) => autonomy.promote.renew({ scope, by }))
}

export function handleNotYetForm(parts: Parts): Listener {
  return handled(parts, async ({ autonomy, clock }, { scope, by, form }) => {
    const days = Number(entered(form, FIELDS.trustAgain) ?? 14)
    const because = entered(form, FIELDS.trustWhy) ?? ''
    return autonomy.promote.decline({ scope, by, because, ask_again_at: clock() + days * DAY })
  })
}

export function handleTakeBackForm(parts: Parts): Listener {
  return handled(parts, async ({ autonomy }, { scope, by, form }) =>
    autonomy.promote.withdraw({ scope, by, because: entered(form, FIELDS.trustWhy) ?? '' }),
  )
}

export function handleOverrideForm(parts: Parts): Listener {
  return handled(parts, async ({ autonomy }, { scope, by, form }) =>
    autonomy.promote.override({
      ...{ scope, by, cap_usd_cents: capOf(form), reason: entered(form, FIELDS.trustWhy) ?? '' },
      level: entered(form, FIELDS.trustLevel) === 'L3' ? 'L3' : 'L2',
    }),
  )
}

function handled(parts: Parts, act: (parts: Parts, filled: Filled) => Promise<Promotion>): Listener {
  return async ({ body, ack }) => {
    const form = Submission.parse(body)
    const target = unpacked(ScopeTarget, form.metadata)
    if (!target) return ack(formGone())
    if (Number.isNaN(capOf(form))) return ack(formErrors({ [FIELDS.trustCap]: 'An amount in US dollars, such as 50.' }))
    await ack(formSays(promotionText(await act(parts, { scope: target.scope, by: form.user, form }))))
  }
}

/** US cents; null for no cap, NaN for what is no amount. */
function capOf(form: Submission): number | null {
  const given = entered(form, FIELDS.trustCap)
  return given === null ? null : Math.round(Number(given) * 100)
}
