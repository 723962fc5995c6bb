// Chargebacks, disputes, returns and complaints, read from whatever a platform says of them. Null for what says nothing of a decision.
import type { JsonObject } from '../contracts/json.ts'
import type { LateOutcome } from '../contracts/outcome.ts'
import { Severity } from '../contracts/verdict.ts'
import { isRecord, Text } from './lenient-fields.ts'

type Said = { reason: string; status: string; kind: string; severity: LateOutcome['severity'] }

/** `topic` as the run hears it; `detail` as the platform sent it. */
export function lateOutcome(topic: string, detail: JsonObject): LateOutcome | null {
  const said = saidIn(isRecord(detail['outcome']) ? (detail['outcome'] as JsonObject) : detail)
  switch (topic) {
    case 'order.chargeback':
      return money('chargeback', said)
    case 'order.dispute':
    case 'order.disputed':
      // The bank has taken the money already; an inquiry only asks.
      return money(said.kind === 'chargeback' ? 'chargeback' : 'dispute', said)
    case 'order.returned':
      return isWrongItem(`${said.reason} ${reasonsOfLines(detail)}`) ? wrongItem(said) : null
    case 'order.refunded':
      return isWrongItem(String(Text.parse(detail['note']) ?? '')) ? wrongItem(said) : null
    case 'order.complaint':
      return {
        what: 'complaint',
        about: aboutOf(said.reason),
        standing: standingOf(said.status),
        severity: said.severity,
      }
    default:
      return null
  }
}

function saidIn(fields: JsonObject): Said {
  const word = (name: string): string => (Text.parse(fields[name]) ?? '').toLowerCase()
  const severity = Severity.safeParse(fields['severity'])
  return {
    reason: word('reason'),
    status: word('status'),
    kind: word('type'),
    severity: severity.success ? severity.data : null,
  }
}

function money(what: 'chargeback' | 'dispute', { reason, status, severity }: Said): LateOutcome {
  const standing = standingOf(status)
  return {
    ...{ what, about: aboutOf(reason), severity },
    standing: what === 'chargeback' && standing === 'open' ? 'upheld' : standing,
  }
}

function wrongItem({ status, severity }: Said): LateOutcome {
  const standing = standingOf(status)
  // A return that was asked for because of the wrong item says so, unless somebody found otherwise.
  return { what: 'wrong_item', about: 'other', standing: standing === 'open' ? 'upheld' : standing, severity }
}

const UPHELD = /^(upheld|lost|accepted|charge_refunded|justified|approved)$/
const DISMISSED = /^(dismissed|won|rejected|declined|unfounded|withdrawn|cancell?ed)$/

function standingOf(status: string): LateOutcome['standing'] {
  return UPHELD.test(status) ? 'upheld' : DISMISSED.test(status) ? 'dismissed' : 'open'
}

function aboutOf(reason: string): LateOutcome['about'] {
  if (/fraud|unauthori[sz]ed|unrecogni[sz]ed/.test(reason)) return 'fraud'
  if (/not[_ ]received|lost|late/.test(reason)) return 'not_received'
  return /unacceptable|not[_ ]as[_ ]described|defective|damaged|wrong/.test(reason) ? 'not_as_described' : 'other'
}

const WRONG_ITEM = /\bwrong[_ ](item|product|size|colou?r|article)\b/i

function isWrongItem(words: string): boolean {
  return WRONG_ITEM.test(words)
}

/** A return names its reason line by line. */
function reasonsOfLines(detail: JsonObject): string {
  const lines = Array.isArray(detail['return_line_items']) ? detail['return_line_items'] : []
  return lines.flatMap((line) => (isRecord(line) ? [Text.parse(line['return_reason']) ?? ''] : [])).join(' ')
}
