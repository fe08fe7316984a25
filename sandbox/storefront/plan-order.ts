import { addAmounts, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { booked } from './amounts'
import { fillBasket } from './basket'
import type { LineState } from './line-json'
import { MARKETS } from './markets'
import type { PlacedFacts } from './order-json'
import { pickPerson } from './people'
import type { Place } from './place'
import { PLACES } from './places'
import { priceOrder } from './price-order'
import type { Random } from './random'
import { gatewayOf, pickTenders, type Tender } from './tenders'
import type { Trouble } from './troubles'

/** Numbers that no order of this or another run has. */
export type Ids = { next(): number; orderNumber(): number }

/** An order before it is placed: everything about it is decided. */
export type OrderPlan = {
  facts: PlacedFacts
  lines: LineState[]
  tenders: { id: number; tender: Tender }[]
  /** For a refund that the storefront makes itself. */
  refund: { id: number; lineId: number; transactionId: number }
  trouble: Trouble | undefined
  /** A later `orders/updated` brings other tags. */
  isUpdatedLater: boolean
  /** Messages arrive in any order, some of them twice. */
  isDisordered: boolean
}

type Wish = {
  placedAt: Date
  trouble: Trouble | undefined
  disorder: number
  isGuest: boolean
  hasFee: boolean
}

/** Thinks an order up. The same stream of numbers gives the same order, but for its ids. */
export function planOrder(random: Random, ids: Ids, wish: Wish): OrderPlan {
  const { trouble } = wish
  const place = pickPlace(random, trouble)
  const market = MARKETS.get(place.country)
  if (!market) throw new Error(`The sandbox has no market in ${place.country}`)
  const priced = priceOrder(fillBasket(random, market, place, trouble, wish.hasFee))
  const claimed = trouble === 'totals_mismatch' ? booked(market.priceStep * 50n, market) : NO_AMOUNT
  const tenders = pickTenders(random, addAmounts([priced.total, claimed]), market, trouble)
  const id = ids.next()
  const shippingAddress = pickPerson(random, place, id, trouble)
  const isGift = random.chance(0.1)
  const facts: PlacedFacts = {
    id,
    shippingLineId: ids.next(),
    number: ids.orderNumber(),
    placedAt: wish.placedAt,
    place,
    customer: {
      id: ids.next(),
      email: `customer-${id}@example.com`,
      firstName: shippingAddress.firstName,
      lastName: shippingAddress.lastName,
    },
    isGuest: wish.isGuest,
    shippingAddress,
    billingAddress: isGift ? pickPerson(random, place, id, undefined) : shippingAddress,
    priced,
    claimed,
    gateways: [...new Set(tenders.map(gatewayOf))],
    note: random.chance(0.35) ? random.pick(place.notes) : null,
    noteAttributes: isGift ? [{ name: 'gift', value: 'yes 🎁' }] : [],
  }
  return {
    facts,
    lines: priced.lines.map((line) => ({ id: ids.next(), priced: line, removed: 0 })),
    tenders: tenders.map((tender) => ({ id: ids.next(), tender })),
    refund: { id: ids.next(), lineId: ids.next(), transactionId: ids.next() },
    trouble,
    isUpdatedLater: random.chance(0.3),
    isDisordered: random.chance(wish.disorder),
  }
}

/** The carrier's sentinels are codes of no country in particular; customs data needs a border. */
function pickPlace(random: Random, trouble: Trouble | undefined): Place {
  if (trouble === 'customs_missing')
    return random.pick(PLACES.filter((place) => place.country !== 'US'))
  return random.pick(PLACES)
}

/** Ids from a number on; order numbers from another. */
export function createIds(firstId: number, firstNumber: number): Ids {
  let [id, number] = [firstId, firstNumber]
  return { next: () => id++, orderNumber: () => number++ }
}
