import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { addAmounts } from '@/domain/order/order-snapshot'
import { checkOut } from './checkout'
import { disordered, type Message, repeated, storyOf } from './messages'
import { createIds, type OrderPlan, planOrder } from './plan-order'
import { createRandom, type Random } from './random'
import { postUntilAnswered, signMessage } from './send'
import { ALL_TROUBLES, type Ending, TROUBLES, type Trouble } from './troubles'

export type PlaceOrdersOptions = {
  portalUrl: string
  sandboxUrl: string
  webhookSecret: string
  orders: number
  /** Orders a second; as fast as the portal takes them without it. */
  ratePerSecond?: number
  /** 0 to 100: how many of a hundred orders have something wrong with them. */
  troublePercent?: number
  /** The same seed gives the same orders, but for their ids and times; any without it. */
  seed?: number
  /** Orders that are being placed at the same time. */
  concurrency?: number
  onProgress?: (placed: number) => void
}

export type PlacedOrder = {
  externalId: string
  name: string
  currency: string
  /** What the storefront says it costs, in minor units. */
  totalMinor: bigint
  trouble: Trouble | undefined
  /** How it ends when everything works as it should. */
  ending: Ending
  /** The kind of exception that it is blocked by. */
  exception: string | undefined
}

export type PlacedOrders = {
  orders: PlacedOrder[]
  /** Webhooks answered with 2xx, and with anything else. */
  delivered: number
  refused: number
  /** Attempts that nobody answered. */
  repeats: number
  byTrouble: Record<string, number>
}

/** Places orders as a storefront: checks out at the gateway, then tells the portal by webhooks. */
export async function placeOrders(options: PlaceOrdersOptions): Promise<PlacedOrders> {
  const seed = options.seed ?? randomInt(2 ** 32)
  const plans = planOrders({ ...options, seed })
  const result: PlacedOrders = {
    orders: [],
    delivered: 0,
    refused: 0,
    repeats: 0,
    byTrouble: {},
  }
  const start = Date.now()
  let next = 0
  const work = async () => {
    for (let index = next++; index < plans.length; index = next++) {
      const plan = plans[index]
      if (!plan) return
      const due = options.ratePerSecond ? start + (index * 1000) / options.ratePerSecond : 0
      if (due > Date.now()) await delay(due - Date.now())
      await placeOne(options, plan, createRandom(seed + index), result)
      options.onProgress?.(result.orders.length)
    }
  }
  await Promise.all(Array.from({ length: options.concurrency ?? 8 }, work))
  return result
}

/** Thinks up as many orders as were asked for, the troubled ones spread among them. */
export function planOrders(options: {
  orders: number
  troublePercent?: number
  seed: number
}): OrderPlan[] {
  const { orders, troublePercent = 0 } = options
  const random = createRandom(options.seed)
  // A stream of its own: whatever it gives, the first one's orders keep what they have.
  const extras = createRandom(options.seed + 1)
  const troubles = spreadTroubles(random, orders, troublePercent)
  // No other run starts in the same millisecond with the same number of 4,000.
  const ids = createIds(Date.now() * 4_000 + randomInt(4_000), tenthsOfSecondsSince2025())
  const placedAt = Date.now()
  return troubles.map((trouble, index) =>
    planOrder(random, ids, {
      placedAt: new Date(placedAt + index),
      trouble,
      disorder: troublePercent / 100,
      isGuest: extras.chance(0.12),
      hasFee: extras.chance(0.25),
    }),
  )
}

/** Which order gets which trouble: every kind in turn, at places picked by chance. */
function spreadTroubles(
  random: Random,
  orders: number,
  troublePercent: number,
): (Trouble | undefined)[] {
  const troubled = Math.round((orders * troublePercent) / 100)
  const kinds = random.shuffle(ALL_TROUBLES)
  const all = Array.from({ length: orders }, (_, index) =>
    index < troubled ? kinds[index % kinds.length] : undefined,
  )
  return random.shuffle(all)
}

async function placeOne(
  options: PlaceOrdersOptions,
  plan: OrderPlan,
  random: Random,
  result: PlacedOrders,
): Promise<void> {
  const authorizations = await checkOut(options.sandboxUrl, plan)
  const story = storyOf(plan, authorizations)
  const isDisordered = plan.isDisordered && plan.trouble !== 'refund_before_order'
  const sent = isDisordered ? disordered(random, story) : story
  const late = plan.trouble === 'late_duplicates' ? repeated(story) : []
  for (const message of [...sent, ...late]) await deliver(options, message, result)
  const { facts, trouble } = plan
  const expected: { ending: Ending; exception?: string } = trouble
    ? TROUBLES[trouble]
    : { ending: 'completed' }
  result.orders.push({
    externalId: String(facts.id),
    name: `#${facts.number}`,
    currency: facts.priced.market.currency,
    totalMinor: addAmounts([facts.priced.total, facts.claimed]).minor,
    trouble,
    ending: expected.ending,
    exception: expected.exception,
  })
  const kind = trouble ?? 'none'
  result.byTrouble[kind] = (result.byTrouble[kind] ?? 0) + 1
}

async function deliver(
  { portalUrl, webhookSecret }: PlaceOrdersOptions,
  message: Message,
  result: PlacedOrders,
): Promise<void> {
  const url = `${portalUrl}/api/webhooks/shopify`
  const { response, attempts } = await postUntilAnswered(url, signMessage(message, webhookSecret))
  await response.body?.cancel()
  result.repeats += attempts - 1
  if (response.ok) result.delivered += 1
  else result.refused += 1
}

/** Order numbers start here: a later run goes on above unless it follows faster than people order. */
function tenthsOfSecondsSince2025(): number {
  return Math.floor((Date.now() - Date.UTC(2025, 0, 1)) / 100)
}
