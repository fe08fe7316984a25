/** A product of the sandbox storefront. */
export type SandboxProduct = {
  sku: string
  title: string
  variantTitle: string | null
  /** Harmonized System code, six digits; null if missing. */
  hsCode: string | null
  /** ISO 3166-1 alpha-2. */
  originCountry: string | null
  /** Weight of one unit, in grams. */
  grams: number
  /** Price in the shop's home market, in US cents. */
  priceUsdMinor: bigint
  /** Units in stock when the sandbox is set up. */
  onHand: number
}

const UNLIMITED_STOCK = 1_000_000

type Row = [
  sku: string,
  title: string,
  variantTitle: string | null,
  hsCode: string,
  originCountry: string,
  grams: number,
  priceUsdMinor: bigint,
]

const ROWS: Row[] = [
  ['SHIRT-RED-M', 'Shirt', 'Red / M', '610910', 'PT', 180, 1599n],
  ['SHIRT-BLUE-M', 'Shirt', 'Blue / M', '610910', 'PT', 180, 1999n],
  ['SHIRT-YELLOW-M', 'Shirt', 'Yellow / M', '610910', 'PT', 180, 1000n],
  ['SHIRT-WHITE-L', 'Shirt', 'White / L', '610910', 'BD', 190, 1799n],
  ['HOODIE-GREY-M', 'Hoodie', 'Gray / M', '611020', 'TR', 520, 5499n],
  ['HOODIE-GREEN-L', 'Hoodie', 'Green / L', '611020', 'TR', 560, 5499n],
  ['JEANS-32', 'Jeans', '32 / 32', '620342', 'MX', 640, 7900n],
  ['SCARF-WOOL', 'Wool scarf', null, '611710', 'GB', 150, 3450n],
  ['GLOVES-WOOL', 'Wool gloves', null, '611691', 'GB', 90, 2250n],
  ['SOCKS-3', 'Socks, three pairs', null, '611595', 'IT', 140, 1350n],
  ['CAP-NAVY', 'Cap', 'Navy', '650500', 'VN', 110, 2100n],
  ['BELT-BROWN', 'Leather belt', 'Brown', '420330', 'ES', 220, 3999n],
  ['WALLET-BLACK', 'Wallet', 'Black', '420231', 'ES', 120, 4450n],
  ['TOTE-CANVAS', 'Canvas tote bag', null, '420292', 'IN', 260, 1850n],
  ['BACKPACK-20', 'Backpack, 20 liters', 'Slate', '420292', 'VN', 980, 8900n],
  ['MUG-BLUE', 'Stoneware mug', 'Blue', '691200', 'PT', 380, 1650n],
  ['MUG-SAND', 'Stoneware mug', 'Sand', '691200', 'PT', 380, 1650n],
  ['TEAPOT-IRON', 'Cast-iron teapot', null, '732391', 'JP', 1450, 7250n],
  ['TEA-SENCHA', 'Sencha tea, 100 g', null, '090210', 'JP', 130, 1420n],
  ['COFFEE-500', 'Coffee beans, 500 g', null, '090121', 'ET', 540, 1680n],
  ['KNIFE-CHEF', "Chef's knife, 20 cm", null, '821192', 'DE', 310, 8450n],
  ['BOARD-OAK', 'Oak cutting board', null, '441990', 'PL', 1600, 3600n],
  ['CANDLE-CEDAR', 'Candle', 'Cedar', '340600', 'US', 420, 2400n],
  ['CANDLE-FIG', 'Candle', 'Fig', '340600', 'US', 420, 2400n],
  ['SOAP-OLIVE', 'Olive oil soap', null, '340111', 'GR', 110, 650n],
  ['TOWEL-BATH', 'Bath towel', 'White', '630260', 'TR', 610, 2990n],
  ['BLANKET-COTTON', 'Cotton blanket', null, '630130', 'PT', 1250, 6900n],
  ['NOTEBOOK-A5', 'Notebook A5', 'Dotted', '482010', 'JP', 290, 1290n],
  ['PEN-FOUNTAIN', 'Fountain pen', 'Medium', '960830', 'DE', 60, 3890n],
  ['INK-BLUE', 'Ink, 50 ml', 'Blue', '321590', 'DE', 160, 1100n],
  ['PRINT-HARBOUR', 'Art print "Harbor"', '30 × 40 cm', '491191', 'US', 210, 3200n],
  ['PUZZLE-1000', 'Puzzle, 1000 pieces', null, '950300', 'PL', 780, 2350n],
  ['DICE-SET', 'Dice set', null, '950490', 'CN', 90, 999n],
  ['BOTTLE-750', 'Steel bottle, 750 ml', 'Steel', '732393', 'CN', 340, 2750n],
  ['LAMP-DESK', 'Desk lamp', 'Black', '940521', 'CN', 1900, 9900n],
  ['HEADPHONES-1', 'Headphones', 'Black', '851830', 'CN', 270, 12900n],
]

const SIGNED_PRINT = { hsCode: '491191', originCountry: 'US', grams: 210, priceUsdMinor: 4500n }

/** A product with less stock than a `stock_short` order needs. */
export const SCARCE_PRODUCT: SandboxProduct = {
  ...SIGNED_PRINT,
  sku: 'PRINT-SIGNED',
  title: 'Art print "Harbor", signed',
  variantTitle: null,
  onHand: 2,
}

/** A product without customs data, which cannot be shipped across a customs border. */
export const PRODUCT_WITHOUT_CUSTOMS: SandboxProduct = {
  sku: 'MYSTERY-BOX',
  title: 'Mystery box',
  variantTitle: null,
  hsCode: null,
  originCountry: null,
  grams: 900,
  priceUsdMinor: 2500n,
  onHand: UNLIMITED_STOCK,
}

/** Products that can be ordered from any place without a failure. */
export const EVERYDAY_PRODUCTS: SandboxProduct[] = ROWS.map(
  ([sku, title, variantTitle, hsCode, originCountry, grams, priceUsdMinor]) => ({
    sku,
    title,
    variantTitle,
    hsCode,
    originCountry,
    grams,
    priceUsdMinor,
    onHand: UNLIMITED_STOCK,
  }),
)

/** All products of the sandbox storefront. */
export const SANDBOX_PRODUCTS: SandboxProduct[] = [
  ...EVERYDAY_PRODUCTS,
  SCARCE_PRODUCT,
  { ...SCARCE_PRODUCT, sku: 'PRINT-NUMBERED', title: 'Art print "Harbor", numbered', onHand: 3 },
  {
    ...SCARCE_PRODUCT,
    sku: 'PRINT-PROOF',
    title: 'Art print "Harbor", artist\'s proof',
    onHand: 1,
  },
  PRODUCT_WITHOUT_CUSTOMS,
]
