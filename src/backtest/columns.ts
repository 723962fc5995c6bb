// What the columns of a file of past orders are called, here and in the exports people have. docs/backtest.md says the same.

export type Column = {
  /** Other headers that mean it; compared without case, spaces and punctuation. */
  also: readonly string[]
  required: boolean
}

export const COLUMNS = {
  order: { also: ['order id', 'order number', 'name', 'number', 'id'], required: true },
  created_at: { also: ['date', 'order date', 'purchase time', 'placed at', 'ordered at'], required: true },
  decision: { also: ['action', 'what you did', 'outcome', 'result', 'status'], required: true },
  total: { also: ['amount', 'order total', 'value', 'purchase value'], required: false },
  currency: { also: ['currency code'], required: false },
  customer: { also: ['customer id', 'user id', 'account', 'buyer id'], required: false },
  email: { also: ['e-mail', 'customer email'], required: false },
  customer_since: { also: ['signup time', 'account created', 'registered at'], required: false },
  billing_country: { also: ['billing country code'], required: false },
  shipping_country: { also: ['country', 'shipping country code', 'ship country'], required: false },
  shipping_city: { also: ['city'], required: false },
  shipping_postcode: { also: ['shipping zip', 'postcode', 'zip'], required: false },
  shipping_line: { also: ['shipping address1', 'shipping street', 'address'], required: false },
  shipping_method: { also: ['delivery method', 'shipping service'], required: false },
  sku: { also: ['lineitem sku', 'item sku'], required: false },
  title: { also: ['lineitem name', 'item', 'product', 'product name'], required: false },
  quantity: { also: ['lineitem quantity', 'qty', 'units'], required: false },
  device: { also: ['device id', 'fingerprint'], required: false },
  ip: { also: ['ip address'], required: false },
  tags: { also: [], required: false },
  chargeback: { also: ['fraud', 'is fraud', 'disputed', 'class'], required: false },
  chargeback_at: { also: ['dispute date', 'disputed at'], required: false },
  refunded: { also: ['refund'], required: false },
  refunded_at: { also: ['refund date'], required: false },
} as const satisfies Record<string, Column>

export type ColumnName = keyof typeof COLUMNS

/** Where each column stands; headers nobody knows, and columns that are needed and missing. */
export function columnsIn(header: readonly string[]): {
  at: Partial<Record<ColumnName, number>>
  unknown: string[]
  missing: ColumnName[]
  twice: ColumnName[]
} {
  const names = new Map<string, ColumnName>()
  for (const [name, { also }] of Object.entries(COLUMNS) as [ColumnName, Column][])
    for (const each of [name, ...also]) names.set(bare(each), name)
  const at: Partial<Record<ColumnName, number>> = {}
  const unknown: string[] = []
  const exact = header.map((each) => COLUMNS[each.trim() as ColumnName] !== undefined)
  const twice: ColumnName[] = []
  header.forEach((text, index) => {
    const name = names.get(bare(text))
    if (name === undefined) {
      if (text.trim() !== '') unknown.push(text.trim())
      return
    }
    const before = at[name]
    if (before === undefined || (exact[index] && !exact[before])) at[name] = index
    else if (exact[index] === exact[before]) twice.push(name)
  })
  const missing = (Object.keys(COLUMNS) as ColumnName[]).filter(
    (name) => COLUMNS[name].required && at[name] === undefined,
  )
  return { at, unknown, missing, twice }
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}
