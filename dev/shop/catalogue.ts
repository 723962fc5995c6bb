// What the sample retailer sells. Brands and goods are invented and plainly generic; prices are in Hong Kong dollars.

export type Product = {
  sku: string
  title: string
  brand: string
  /** Whole Hong Kong dollars. */
  hkd: number
  grams: number
  shipped: boolean
}

const rows: [sku: string, title: string, brand: string, hkd: number, grams: number][] = [
  ['APP-TEE-BLK-M', 'Cotton tee, black, M', 'Plain Apparel', 180, 220],
  ['APP-TEE-WHT-L', 'Cotton tee, white, L', 'Plain Apparel', 180, 240],
  ['APP-HOOD-GRY-M', 'Hooded sweater, grey, M', 'Plain Apparel', 420, 620],
  ['APP-JKT-NVY-L', 'Rain jacket, navy, L', 'Plain Apparel', 880, 540],
  ['APP-CAP-GRN', 'Cap, green', 'Plain Apparel', 150, 110],
  ['APP-SOCK-3PK', 'Socks, three pairs', 'Plain Apparel', 98, 140],
  ['HOM-MUG-BLU', 'Mug, blue', 'Plain Home', 88, 380],
  ['HOM-LAMP-OAK', 'Desk lamp, oak', 'Plain Home', 560, 1_450],
  ['HOM-THROW-WOOL', 'Wool throw', 'Plain Home', 640, 980],
  ['HOM-TEAPOT', 'Teapot', 'Plain Home', 320, 870],
  ['HOM-CANDLE', 'Beeswax candle', 'Plain Home', 120, 300],
  ['KNF-CHEF-20', 'Chef knife, 20 cm', 'Plain Home', 480, 310],
  ['OUT-BOTTLE-1L', 'Steel bottle, 1 l', 'Plain Outdoor', 210, 360],
  ['OUT-PACK-25', 'Day pack, 25 l', 'Plain Outdoor', 720, 790],
  ['OUT-TENT-2P', 'Tent for two', 'Plain Outdoor', 1_980, 2_600],
  ['OUT-POLES', 'Trekking poles', 'Plain Outdoor', 460, 520],
  ['AUD-BUDS-01', 'Wireless earphones', 'Plain Audio', 980, 90],
  ['AUD-SPK-MINI', 'Small speaker', 'Plain Audio', 690, 610],
  ['AUD-CABLE-1M', 'Audio cable, 1 m', 'Plain Audio', 75, 60],
  ['BAT-PWR-10K', 'Power bank, 10,000 mAh', 'Plain Audio', 260, 230],
  ['PRF-CEDAR-50', 'Eau de parfum, cedar, 50 ml', 'Plain Beauty', 760, 210],
  ['BEA-SOAP-3PK', 'Soap, three bars', 'Plain Beauty', 110, 330],
  ['BEA-BALM', 'Hand balm', 'Plain Beauty', 95, 80],
  ['GIFT-CARD-500', 'Gift card', 'Plain Gifts', 500, 0],
]

export const catalogue: readonly Product[] = rows.map(([sku, title, brand, hkd, grams]) => ({
  ...{ sku, title, brand, hkd, grams },
  shipped: !sku.startsWith('GIFT-'),
}))

export function product(sku: string): Product | undefined {
  return catalogue.find((one) => one.sku === sku)
}
