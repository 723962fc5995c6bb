// What the shop writes when it did something wrong, in its four languages. No names and no promises: a person adds those.
import type { Locale, Message } from './notification-templates.ts'

/** What it is about: a delay, an order that was ended, a message that should not have been sent, anything else. */
export const WRONGS = ['delay', 'cancelled', 'message', 'other'] as const
export type Wrong = (typeof WRONGS)[number]

type Texts = { subject: (number: string) => string; says: (number: string) => Record<Wrong, string>; frame: Frame }
type Frame = (middle: string) => string

const lines = (...parts: string[]): string => parts.join('\n\n')

const EN: Texts = {
  subject: (number) => `We are sorry about your order ${number}`,
  says: (number) => ({
    delay: `your order ${number} is taking longer than it should. That is our mistake.`,
    cancelled: `your order ${number} was cancelled. That should not have happened; what you paid is being returned.`,
    message: `we wrote to you about your order ${number}, and what we wrote was not right. Please disregard it.`,
    other: `something went wrong with your order ${number}. That is our mistake.`,
  }),
  frame: (middle) => lines('Hello,', middle, 'We are sorry. If you have a question, simply answer this message.'),
}

const ZH_HANT: Texts = {
  subject: (number) => `關於您的訂單 ${number}，我們深感抱歉`,
  says: (number) => ({
    delay: `您的訂單 ${number} 處理時間過長，這是我們的疏失。`,
    cancelled: `您的訂單 ${number} 已被取消，這本不應發生；您所付的款項將會退回。`,
    message: `我們先前就您的訂單 ${number} 發送的訊息有誤，請不予理會。`,
    other: `您的訂單 ${number} 在處理上出現問題，這是我們的疏失。`,
  }),
  frame: (middle) => lines('您好：', middle, '我們深感抱歉。若有任何疑問，請直接回覆此訊息。'),
}

const MS: Texts = {
  subject: (number) => `Kami memohon maaf tentang pesanan anda ${number}`,
  says: (number) => ({
    delay: `pesanan anda ${number} mengambil masa lebih lama daripada sepatutnya. Ini kesilapan kami.`,
    cancelled: `pesanan anda ${number} telah dibatalkan. Perkara ini tidak sepatutnya berlaku; bayaran anda akan dikembalikan.`,
    message: `kami telah menghantar mesej tentang pesanan anda ${number} yang tidak betul. Sila abaikan mesej tersebut.`,
    other: `terdapat masalah dengan pesanan anda ${number}. Ini kesilapan kami.`,
  }),
  frame: (middle) => lines('Salam sejahtera,', middle, 'Kami memohon maaf. Jika ada pertanyaan, sila balas mesej ini.'),
}

const TH: Texts = {
  subject: (number) => `ขออภัยเกี่ยวกับคำสั่งซื้อ ${number} ของคุณ`,
  says: (number) => ({
    delay: `คำสั่งซื้อ ${number} ของคุณใช้เวลานานกว่าที่ควร ซึ่งเป็นความผิดพลาดของเรา`,
    cancelled: `คำสั่งซื้อ ${number} ของคุณถูกยกเลิก ซึ่งไม่ควรเกิดขึ้น เรากำลังคืนเงินที่คุณชำระ`,
    message: `ข้อความที่เราส่งเกี่ยวกับคำสั่งซื้อ ${number} ของคุณไม่ถูกต้อง โปรดอย่าสนใจข้อความนั้น`,
    other: `เกิดข้อผิดพลาดกับคำสั่งซื้อ ${number} ของคุณ ซึ่งเป็นความผิดพลาดของเรา`,
  }),
  frame: (middle) => lines('สวัสดีค่ะ', middle, 'เราขออภัยเป็นอย่างยิ่ง หากมีคำถาม โปรดตอบกลับข้อความนี้'),
}

const TEXTS: Record<Locale, Texts> = { en: EN, 'zh-Hant': ZH_HANT, ms: MS, th: TH }

export function apologyFor(about: { locale: Locale; wrong: Wrong; number: string }): Message {
  const { subject, says, frame } = TEXTS[about.locale]
  return { subject: subject(about.number), body: frame(says(about.number)[about.wrong]) }
}
