import { EVERYDAY_PRODUCTS, PRODUCT_WITHOUT_CUSTOMS, SCARCE_PRODUCT } from '../catalog'
import type { Market } from './markets'
import type { Place } from './place'
import type { Basket, Discount, Property } from './price-order'
import type { Random } from './random'
import type { Trouble } from './troubles'

/** Picks a random basket for a customer. `hasFee` applies only to orders that cross a border. */
export function fillBasket(
  random: Random,
  market: Market,
  place: Place,
  trouble: Trouble | undefined,
  hasFee: boolean,
): Basket {
  const lines = everydayLines(random, place)
  if (trouble === 'customs_missing')
    lines.push({ product: PRODUCT_WITHOUT_CUSTOMS, quantity: 1, properties: [] })
  if (trouble === 'stock_short')
    lines.push({ product: SCARCE_PRODUCT, quantity: SCARCE_PRODUCT.onHand + 3, properties: [] })
  const [first] = lines
  if (first && trouble === 'high_risk') first.quantity = 60
  if (first && trouble === 'refund_before_order') first.quantity = 3
  if (first && trouble === 'unknown_sku')
    first.product = { ...first.product, sku: `${first.product.sku}-2019` }
  const isInternational = place.country !== 'US'
  return {
    market,
    lines,
    discounts: pickDiscounts(random, lines.length),
    shipping: isInternational
      ? { title: 'International', code: 'INTL', usdMinor: 1890n }
      : { title: 'Standard', code: 'STD', usdMinor: 595n },
    fee: isInternational && hasFee ? { usdMinor: 350n } : undefined,
    chargesDuties: isInternational,
  }
}

function everydayLines(random: Random, place: Place): Basket['lines'] {
  const count = random.pick([1, 1, 1, 2, 2, 3, 4, 6])
  return random
    .shuffle(EVERYDAY_PRODUCTS)
    .slice(0, count)
    .map((product) => ({
      product,
      quantity: random.pick([1, 1, 1, 1, 2, 2, 3]),
      properties: random.chance(0.15) ? [engraving(random, place)] : [],
    }))
}

function engraving(random: Random, place: Place): Property {
  const name = random.pick(place.firstNames)
  return random.pick([
    { name: 'Engraving', value: name },
    { name: 'Gift message', value: `${random.pick(place.notes)} ${name}` },
    { name: '_gift_wrap', value: 'true' },
  ])
}

function pickDiscounts(random: Random, lineCount: number): Discount[] {
  const discounts: Discount[] = []
  if (random.chance(0.1))
    discounts.push({
      kind: 'percent_of_line',
      title: 'Loyal customer',
      percent: 20n,
      line: random.int(0, lineCount - 1),
    })
  if (random.chance(0.2))
    discounts.push(
      random.pick<Discount>([
        { kind: 'percent_code', code: 'WELCOME10', percent: 10n },
        { kind: 'percent_code', code: 'FRIENDS15', percent: 15n },
        { kind: 'amount_code', code: 'TENOFF', usdMinor: 1000n },
      ]),
    )
  if (random.chance(0.15)) discounts.push({ kind: 'free_shipping', title: 'Free shipping week' })
  return discounts
}
