// Text from outside made safe: one line, no Slack control sequences, no tricks with direction, clipped to what fits.

/** Longest value from outside on one line of a card. */
export const LINE = 150

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not reach Slack.
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g
const BIDI = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const PERSON = /(<@[UW][A-Z0-9]+>|<!subteam\^S[A-Z0-9]+>)/

const MEANS_SOMETHING = /[&<>]/

/** `&`, `<` and `>` as Slack wants them: no mention, link or `<!channel>` survives. */
export function escaped(text: string): string {
  return MEANS_SOMETHING.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text
}

/** Invisible, and next to a mark it keeps Slack from reading the mark as formatting. */
const JOINER = '\u200d'
const MARKS = /[*_~`]/g
const INSIDE = /[\p{L}\p{N}]/u

/**
 * Words as they were written: no `*`, `_`, `~` or backtick of theirs makes anything bold, struck out or code. Marks inside a word
 * (SKU_NAME, 2*3) or by themselves format nothing and stay bare, so that they can be copied.
 */
export function unformatted(text: string): string {
  return text.replace(MARKS, (mark, at: number) => {
    const [before, after] = [text[at - 1] ?? '', text[at + 1] ?? '']
    const isInside = mark !== '`' && INSIDE.test(before) && INSIDE.test(after)
    return isInside || (before === ' ' && after === ' ') ? mark : `${JOINER}${mark}${JOINER}`
  })
}

/** One line: breaks become spaces, direction marks and broken characters go. */
export function flat(text: string): string {
  return text.replace(LONE, '\ufffd').replace(BIDI, '').replace(BREAKS, ' ').trim()
}

/** For mrkdwn: one line, escaped, without formatting of its own, at most `max` characters as Slack counts them (after escaping). */
export function say(text: string, max = LINE): string {
  return isolated(clip(unformatted(flat(text)), max - 2, escaped))
}

/** For plain_text: one line, at most `max` characters. Never empty, which Slack refuses. */
export function plain(text: string, max: number): string {
  return isolated(clip(flat(text), max - 2, (part) => part)) || '-'
}

/** Like `say`, for sentences of our own that name people as `<@U…>` or user groups as `<!subteam^S…>`. */
export function sayWithPeople(text: string, max = LINE): string {
  const part = (piece: string): string => (PERSON.test(piece) ? piece : escaped(piece))
  const pieces = flat(text).split(PERSON)
  const whole = pieces.map(part).join('')
  return whole.length <= max
    ? whole
    : say(pieces.map((piece) => (PERSON.test(piece) ? 'somebody' : piece)).join(''), max)
}

/** A person, or a user group without naming everybody in it. */
export function mention(id: string): string {
  if (/^S(?=[A-Z]*\d)[A-Z0-9]+$/.test(id)) return `<!subteam^${id}>`
  return /^[UW][A-Z0-9]+$/.test(id) ? `<@${id}>` : say(id, 60)
}

/** "A, B and C". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** "3 cards", "1 card". */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`
}

/** With its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "fraud_suspected" as people say it. */
export function inWords(code: string): string {
  return code.replaceAll('_', ' ')
}

/** As many whole characters as fit once `shown`, which shortens nothing, has been applied, with an ellipsis when some did not. */
export function clip(text: string, max: number, shown: (part: string) => string): string {
  if (text.length <= max) {
    const whole = shown(text)
    if (whole.length <= max) return whole
  }
  let result = ''
  for (const character of text) {
    const next = shown(character)
    if (result.length + next.length > max - 1) break
    result += next
  }
  return `${result.trimEnd()}…`
}

/** Right-to-left text keeps its direction to itself, so that it cannot reorder the words around it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}
