// The customer messages the shop sends, in its four languages. No names: the channel greets the customer, these texts do not.

export const LOCALES = ['en', 'zh-Hant', 'ms', 'th'] as const
export type Locale = (typeof LOCALES)[number]

export const TEMPLATES = ['shipping_confirmation', 'backorder_notice', 'order_update'] as const
export type Template = (typeof TEMPLATES)[number]

/** `carrier` and `days` are null where no route was decided. */
export type MessageFacts = { number: string; carrier: string | null; days: number | null }
export type Message = { subject: string; body: string }

type Write = (facts: MessageFacts) => Message

const EN: Record<Template, Write> = {
  shipping_confirmation: ({ number, carrier, days }) => ({
    subject: `Your order ${number} is on its way`,
    body: `Hello,

your order ${number} has left our warehouse${carrier === null ? '' : ` with ${carrier}`}.${
      days === null ? '' : ` It should reach you within ${days} ${days === 1 ? 'day' : 'days'}.`
    }

We will write again if anything changes.`,
  }),
  backorder_notice: ({ number }) => ({
    subject: `A delay with your order ${number}`,
    body: `Hello,

part of your order ${number} is out of stock at the moment. We will send it as soon as it is back and write to you then.

If you would rather not wait, answer this message and we will cancel that part.`,
  }),
  order_update: ({ number }) => ({
    subject: `News about your order ${number}`,
    body: `Hello,

we are preparing your order ${number}. We will write again as soon as it leaves our warehouse.`,
  }),
}

const ZH_HANT: Record<Template, Write> = {
  shipping_confirmation: ({ number, carrier, days }) => ({
    subject: `您的訂單 ${number} 已出貨`,
    body: `您好：

您的訂單 ${number} 已${carrier === null ? '' : `由 ${carrier} `}出貨${days === null ? '' : `，預計 ${days} 天內送達`}。

如有任何變動，我們會再通知您。`,
  }),
  backorder_notice: ({ number }) => ({
    subject: `您的訂單 ${number} 將延遲出貨`,
    body: `您好：

您的訂單 ${number} 有部分商品暫時缺貨。到貨後我們會立即寄出，並再次通知您。

若您不想等候，請回覆此訊息，我們會為您取消缺貨的部分。`,
  }),
  order_update: ({ number }) => ({
    subject: `您的訂單 ${number} 最新消息`,
    body: `您好：

我們正在準備您的訂單 ${number}，出貨後會立即通知您。`,
  }),
}

const MS: Record<Template, Write> = {
  shipping_confirmation: ({ number, carrier, days }) => ({
    subject: `Pesanan anda ${number} dalam perjalanan`,
    body: `Salam sejahtera,

pesanan anda ${number} telah dihantar dari gudang kami${carrier === null ? '' : ` melalui ${carrier}`}${
      days === null ? '' : ` dan dijangka tiba dalam masa ${days} hari`
    }.

Kami akan memaklumkan anda jika ada sebarang perubahan.`,
  }),
  backorder_notice: ({ number }) => ({
    subject: `Kelewatan pesanan anda ${number}`,
    body: `Salam sejahtera,

sebahagian daripada pesanan anda ${number} kehabisan stok buat masa ini. Kami akan menghantarnya sebaik sahaja stok tiba dan memaklumkan anda.

Jika anda tidak mahu menunggu, balas mesej ini dan kami akan membatalkan bahagian tersebut.`,
  }),
  order_update: ({ number }) => ({
    subject: `Berita tentang pesanan anda ${number}`,
    body: `Salam sejahtera,

kami sedang menyediakan pesanan anda ${number}. Kami akan memaklumkan anda sebaik sahaja ia dihantar.`,
  }),
}

const TH: Record<Template, Write> = {
  shipping_confirmation: ({ number, carrier, days }) => ({
    subject: `คำสั่งซื้อ ${number} ของคุณถูกจัดส่งแล้ว`,
    body: `สวัสดีค่ะ

คำสั่งซื้อ ${number} ของคุณถูกจัดส่งออกจากคลังสินค้าแล้ว${carrier === null ? '' : `โดย ${carrier}`}${
      days === null ? '' : ` คาดว่าจะถึงภายใน ${days} วัน`
    }

หากมีการเปลี่ยนแปลง เราจะแจ้งให้คุณทราบอีกครั้ง`,
  }),
  backorder_notice: ({ number }) => ({
    subject: `คำสั่งซื้อ ${number} ของคุณล่าช้า`,
    body: `สวัสดีค่ะ

สินค้าบางรายการในคำสั่งซื้อ ${number} ของคุณหมดชั่วคราว เราจะจัดส่งทันทีที่สินค้ากลับมา และจะแจ้งให้คุณทราบ

หากคุณไม่ต้องการรอ กรุณาตอบกลับข้อความนี้ เราจะยกเลิกรายการดังกล่าวให้`,
  }),
  order_update: ({ number }) => ({
    subject: `ข่าวสารเกี่ยวกับคำสั่งซื้อ ${number} ของคุณ`,
    body: `สวัสดีค่ะ

เรากำลังเตรียมคำสั่งซื้อ ${number} ของคุณ และจะแจ้งให้คุณทราบทันทีที่จัดส่ง`,
  }),
}

const TEXTS: Record<Locale, Record<Template, Write>> = { en: EN, 'zh-Hant': ZH_HANT, ms: MS, th: TH }

export function messageFor(choice: { template: Template; locale: Locale }, facts: MessageFacts): Message {
  return TEXTS[choice.locale][choice.template](facts)
}

const MARKET_LOCALES: Readonly<Record<string, Locale>> = {
  HK: 'zh-Hant',
  TW: 'zh-Hant',
  MO: 'zh-Hant',
  MY: 'ms',
  TH: 'th',
}

/** The order's own locale if it names one, else its market's; English where there is no text in that language. */
export function localeOf(locale: string | null, market: string | null): { locale: Locale; wanted: string | null } {
  if (locale !== null && locale.trim() !== '') {
    const spoken = spokenAs(locale.trim())
    return { locale: spoken ?? 'en', wanted: spoken === null ? locale : null }
  }
  return { locale: MARKET_LOCALES[(market ?? '').toUpperCase()] ?? 'en', wanted: null }
}

/** Simplified Chinese readers are not sent Traditional Chinese: English instead. */
function spokenAs(tag: string): Locale | null {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/)
  if (language === 'zh') return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : null
  return LOCALES.find((known) => known === language) ?? null
}
