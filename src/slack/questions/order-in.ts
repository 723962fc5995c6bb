// The order somebody speaks of: an e-mail address, a number behind "#" or "order", or anything that looks like one.

const EMAIL = /[^\s<>@,;"'()]+@[^\s<>@,;"'()?!]+\.[^\s<>@,;"'()?!.]+/
const MARKED = /#([\p{L}\p{N}][\p{L}\p{N}._-]*)/u
const NAMED = /\border(?:\s+(?:number|no\.?|nr\.?|id))?\s+([\p{L}\p{N}._-]*\d[\p{L}\p{N}._-]*)/iu
const ENTITY = /\b[a-z]+:[\w.-]+:[\w.-]+\b/i
/** Three digits and more, also behind a prefix: 1042, HK-1042, SF1234567890. */
const LOOKS_LIKE = /(?<![\p{L}\p{N}.:$€£¥])(?:\p{L}{1,6}[-_]?)?\d{3,}(?:[-_]?[\p{L}\p{N}]+)*(?![\p{N}%])/gu
/** "the last 100 days" names none. */
const IS_AMOUNT =
  /^\s*(%|days?|d\b|hours?|h\b|min(ute)?s?\b|weeks?|months?|orders?\b|questions?\b|cases?\b|cards?\b|usd|hkd|dollars?)/i
const YEAR = /^(19|20)\d\d$/

/** As written, so that it can be taken out of the text; null when none is named. */
export function orderIn(text: string): string | null {
  const said = text.replaceAll(/<[@#!][^>]*>/g, ' ')
  const found = EMAIL.exec(said)?.[0] ?? ENTITY.exec(said)?.[0] ?? MARKED.exec(said)?.[1] ?? NAMED.exec(said)?.[1]
  if (found !== undefined) return trimmed(found)
  const like = [...said.matchAll(LOOKS_LIKE)].filter(
    (match) => !IS_AMOUNT.test(said.slice(match.index + match[0].length)) && !isYear(said, match),
  )
  return like[0] ? trimmed(like[0][0]) : null
}

/** A sentence's own full stop is no part of a name. */
function trimmed(name: string): string {
  return name.replace(/[._-]+$/, '')
}

function isYear(text: string, match: RegExpExecArray): boolean {
  return YEAR.test(match[0]) && /\b(in|since|of|year)\s*$/i.test(text.slice(0, match.index))
}
