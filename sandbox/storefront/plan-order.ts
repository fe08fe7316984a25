import { addAmounts, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { toAmount } from './amounts'
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

/** Sequences of IDs and order numbers, unique across runs. */
export type Ids = { next(): number; orderNumber(): number }

/** A complete order, before it is placed. */
export type OrderPlan = {
  facts: PlacedFacts
  lines: LineState[]
  tenders: { id: number; tender: Tender }[]
  /** IDs for a refund issued in the storefront. */
  refund: { id: number; lineId: number; transactionId: number }
  trouble: Trouble | undefined
  /** True if a later `orders/updated` changes the tags. */
  isUpdatedLater: boolean
  /** True if webhooks are shuffled and some are repeated. */
  isDisordered: boolean
}

type OrderOptions = {
  placedAt: Date
  trouble: Trouble | undefined
  /** Probability that webhooks are shuffled. */
  disorderProbability: number
  isGuest: boolean
  hasFee: boolean
}

/** Plans a random order. The same random stream gives the same order except for IDs. */
export function planOrder(random: Random, ids: Ids, options: OrderOptions): OrderPlan {
  const { trouble } = options
  const place = pickPlace(random, trouble)
  const market = MARKETS.get(place.country)
  if (!market) throw new Error(`The sandbox has no market in ${place.country}`)
  const priced = priceOrder(fillBasket(random, market, place, trouble, options.hasFee))
  const excess =
    trouble === 'totals_mismatch' ? toAmount(market.priceStep * 50n, market) : NO_AMOUNT
  const tenders = pickTenders(random, addAmounts([priced.total, excess]), market, trouble)
  const facts = planFacts(random, ids, options, { place, priced, excess, tenders })
  return {
    facts,
    lines: priced.lines.map((line) => ({ id: ids.next(), priced: line, removed: 0 })),
    tenders: tenders.map((tender) => ({ id: ids.next(), tender })),
    refund: { id: ids.next(), lineId: ids.next(), transactionId: ids.next() },
    trouble,
    isUpdatedLater: random.chance(0.3),
    isDisordered: random.chance(options.disorderProbability),
  }
}

function planFacts(
  random: Random,
  ids: Ids,
  options: OrderOptions,
  { tenders, ...parts }: { tenders: Tender[] } & Pick<PlacedFacts, 'place' | 'priced' | 'excess'>,
): PlacedFacts {
  const { place } = parts
  const id = ids.next()
  const shippingAddress = pickPerson(random, place, id, options.trouble)
  const isGift = random.chance(0.1)
  return {
    id,
    shippingLineId: ids.next(),
    number: ids.orderNumber(),
    placedAt: options.placedAt,
    customer: {
      id: ids.next(),
      email: `customer-${id}@example.com`,
      firstName: shippingAddress.firstName,
      lastName: shippingAddress.lastName,
    },
    isGuest: options.isGuest,
    shippingAddress,
    billingAddress: isGift ? pickPerson(random, place, id, undefined) : shippingAddress,
    ...parts,
    gateways: [...new Set(tenders.map(gatewayOf))],
    note: random.chance(0.35) ? random.pick(place.notes) : null,
    noteAttributes: isGift ? [{ name: 'gift', value: 'yes 🎁' }] : [],
  }
}

/** Picks a random place; a customs failure needs one outside the US. */
function pickPlace(random: Random, trouble: Trouble | undefined): Place {
  if (trouble === 'customs_missing')
    return random.pick(PLACES.filter((place) => place.country !== 'US'))
  return random.pick(PLACES)
}

/** Creates sequences that start at `firstId` and `firstNumber`. */
export function createIds(firstId: number, firstNumber: number): Ids {
  let [id, number] = [firstId, firstNumber]
  return { next: () => id++, orderNumber: () => number++ }
}
