// What models cost is often a fraction of a cent: as many decimals as say something.

/** "US$ 1.20", "US$ 0.0018", "US$ 0" */
export function usd(amount: number): string {
  if (amount === 0) return 'US$ 0'
  if (amount < 0.0001) return 'less than US$ 0.0001'
  const digits = amount < 0.1 ? 4 : 2
  return `US$ ${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`
}
