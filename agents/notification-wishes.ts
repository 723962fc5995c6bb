// What the rules understand of a reviewer's wishes about a message, and the message changed as they say. Nothing is guessed.
import { LOCALES, type Locale, type Message, type Template } from './notification-templates.ts'

export type Tone = 'formal' | 'friendly'

export type Wishes = {
  shorter: boolean
  tone: Tone | null
  locale: Locale | null
  /** Words to stand in place of the text. */
  say: string | null
  /** Words to stand after it. */
  add: string[]
  /** Something in the last wish was not understood. */
  unclear: boolean
  /** Words were given that no message may hold. */
  refused: boolean
}

const NONE: Wishes = { shorter: false, tone: null, locale: null, say: null, add: [], unclear: false, refused: false }

/** Longest words a wish may put into a message, and how many such additions. */
const WORDS_MAX = 400
const ADDITIONS_MAX = 3

const LITERAL = /\b(add|say)\s*:\s*["“”„«「]([^"“”„»」]+)["“”„»」]/gi

/** What somebody calls a language, by its locale. Simplified Chinese is none of ours, so it is not here. */
const LANGUAGES: readonly (readonly [RegExp, Locale])[] = [
  [/\btraditional chinese\b|\bzh[-_](?:hant|tw|hk|mo)\b|繁體中文|繁體/gi, 'zh-Hant'],
  [/\bbahasa (?:melayu|malaysia)\b|\bmalay\b|\bmelayu\b/gi, 'ms'],
  [/\bthai\b|ภาษาไทย|ไทย/gi, 'th'],
  [/\benglish\b/gi, 'en'],
]
/** A bare tag is a language only where it is called one: "in th", "locale: ms". */
const TAGGED = new RegExp(`\\b(?:in|to|into|locale|language)\\s*:?\\s*(${LOCALES.join('|')})\\b`, 'gi')

const TONES: readonly (readonly [RegExp, Tone])[] = [
  [/\b(?:more |less )?(?:formal|polite)(?:ly)?\b/gi, 'formal'],
  [/\b(?:more |less )?(?:friendly|friendlier|warm|warmer)\b/gi, 'friendly'],
]
const OPPOSITE: Readonly<Record<Tone, Tone>> = { formal: 'friendly', friendly: 'formal' }

/** Of a length; "not shorter" or "longer" is nothing the rules can do. */
const SHORTER = /\b(?:much |a bit |a little )?(?:shorter|shorten|briefer|brief)\b/gi

const FILLING =
  /\b(?:please|pls|and|also|but|then|a|an|the|it|this|that|be|is|make|made|write|rewrite|change|changed|translate|more|much|bit|little|tone|text|message|mail|e-mail|email|draft|version|language|locale|in|into|to|with|can|could|you|we|i|want|would|like|should|put|use|keep)\b/gi

/** Oldest first; later wishes come on top of earlier ones, and the last word of a kind counts. */
export function wishesIn(notes: readonly string[], accepts: (text: string) => boolean): Wishes {
  let wishes = NONE
  for (const note of notes) wishes = withWish({ ...wishes, unclear: false, refused: false }, note, accepts)
  return wishes
}

function withWish(before: Wishes, note: string, accepts: (text: string) => boolean): Wishes {
  const wishes = { ...before, add: [...before.add] }
  let rest = note.replaceAll(LITERAL, (_, verb: string, quoted: string) => {
    const words = quoted.trim()
    if (words === '' || words.length > WORDS_MAX || !accepts(words)) wishes.refused = true
    else if (verb.toLowerCase() === 'say') wishes.say = words
    else if (wishes.add.length < ADDITIONS_MAX) wishes.add.push(words)
    else wishes.refused = true
    return ' '
  })
  const taken = (pattern: RegExp, take: (found: string, first: string) => void): void => {
    rest = rest.replaceAll(pattern, (found: string, first?: unknown) => {
      take(found, typeof first === 'string' ? first : '')
      return ' '
    })
  }
  // "Not shorter", "no Thai": what is asked is the opposite of the word, so none of it is taken.
  if (/\b(?:not|no|never|without|don['’]?t|isn['’]?t|too)\b/i.test(rest)) return { ...wishes, unclear: true }
  for (const [pattern, locale] of LANGUAGES)
    taken(pattern, () => {
      wishes.locale = locale
    })
  taken(TAGGED, (_, tag) => {
    wishes.locale = LOCALES.find((known) => known.toLowerCase() === tag.toLowerCase()) ?? wishes.locale
  })
  for (const [pattern, tone] of TONES)
    taken(pattern, (found) => {
      wishes.tone = /^less/i.test(found) ? OPPOSITE[tone] : tone
    })
  taken(SHORTER, () => {
    wishes.shorter = true
  })
  return { ...wishes, unclear: /[\p{L}\p{N}]/u.test(rest.replaceAll(FILLING, ' ')) }
}

const GREETINGS: Record<Locale, Record<Tone, string>> = {
  en: { formal: 'Dear customer,', friendly: 'Hi there,' },
  'zh-Hant': { formal: '親愛的顧客，您好：', friendly: '嗨，您好！' },
  ms: { formal: 'Tuan/Puan yang dihormati,', friendly: 'Hai,' },
  th: { formal: 'เรียน ลูกค้า', friendly: 'สวัสดีค่ะ' },
}
const THANKS: Record<Locale, Record<Tone, string>> = {
  en: { formal: 'Thank you for your order.', friendly: 'Thank you for shopping with us!' },
  'zh-Hant': { formal: '感謝您的訂購。', friendly: '謝謝您的光臨！' },
  ms: { formal: 'Terima kasih atas pesanan anda.', friendly: 'Terima kasih kerana membeli-belah dengan kami!' },
  th: { formal: 'ขอขอบคุณสำหรับคำสั่งซื้อของคุณ', friendly: 'ขอบคุณที่ช้อปกับเรานะคะ' },
}

/** The texts are paragraphs: a greeting, what happened, and what the reader may do or expect. */
export function changed(
  { subject, body }: Message,
  { template, locale }: { template: Template; locale: Locale },
  { shorter, tone, say, add }: Wishes,
): Message {
  const [greeting = '', happened = '', ...rest] = body.split('\n\n')
  // What the reader may do about a delay is never left out.
  const isIdle = template === 'shipping_confirmation'
  const opening = tone !== null ? [GREETINGS[locale][tone]] : shorter ? [] : [greeting]
  const middle = say !== null ? [say] : [opening.length === 0 ? capital(happened) : happened]
  const ending = say !== null || (shorter && isIdle) ? [] : rest
  const closing = tone !== null && !shorter ? [THANKS[locale][tone]] : []
  return { subject, body: [...opening, ...middle, ...ending, ...add, ...closing].join('\n\n') }
}

/** What was done of them, in words; empty when nothing was. */
export function doneOf({ shorter, tone, locale, say, add }: Wishes): string {
  const done = [shorter && 'shorter', tone, locale && `in ${locale}`, say !== null && 'with the given text']
  const added = add.length > 0 && `${add.length} given sentence${add.length === 1 ? '' : 's'} added`
  return [...done, added].filter((part) => typeof part === 'string').join(', ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
