import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { addAmounts } from '@/domain/order/order-snapshot'
import { checkOut } from './checkout'
import { createIds, type OrderPlan, planOrder } from './plan-order'
import { createRandom, type Random } from './random'
import { postWithRetries, signWebhook } from './send'
import { ALL_TROUBLES, type Ending, TROUBLES, type Trouble } from './troubles'
import { buildWebhooks, duplicateWebhooks, shuffleWebhooks, type Webhook } from './webhooks'

export type PlaceOrdersOptions = {
  portalUrl: string
  sandboxUrl: string
  webhookSecret: string
  orders: number
  /** Orders per second. Default: unlimited. */
  ratePerSecond?: number
  /** Percentage of orders with a failure, 0 to 100. */
  troublePercent?: number
  /** The same seed gives the same orders except for IDs and times. Default: random. */
  seed?: number
  /** Number of orders placed in parallel. */
  concurrency?: number
  onProgress?: (placed: number) => void
}

export type PlacedOrder = {
  externalId: string
  name: string
  currency: string
  /** The storefront's total, in minor units of `currency`. */
  totalMinor: bigint
  trouble: Trouble | undefined
  /** The expected final state. */
  ending: Ending
  /** The expected kind of the blocking exception. */
  exception: string | undefined
}

export type PlacedOrders = {
  orders: PlacedOrder[]
  /** Webhooks answered with a 2xx status (`delivered`) or another one (`refused`). */
  delivered: number
  refused: number
  /** Attempts without a usable response. */
  repeats: number
  byTrouble: Record<string, number>
}

/** Places orders as a storefront: checks out at the gateway, then sends webhooks to the portal. */
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

/** Plans random orders, with failing ones at random positions. */
export function planOrders(options: {
  orders: number
  troublePercent?: number
  seed: number
}): OrderPlan[] {
  const { orders, troublePercent = 0 } = options
  const random = createRandom(options.seed)
  // A separate stream, so that guests and fees do not change the rest of a seed's orders.
  const extras = createRandom(options.seed + 1)
  const troubles = spreadTroubles(random, orders, troublePercent)
  // Unique across runs: the start time in ms, plus one of 4,000 random offsets.
  const ids = createIds(Date.now() * 4_000 + randomInt(4_000), firstOrderNumber())
  const placedAt = Date.now()
  return troubles.map((trouble, index) =>
    planOrder(random, ids, {
      placedAt: new Date(placedAt + index),
      trouble,
      disorderProbability: troublePercent / 100,
      isGuest: extras.chance(0.12),
      hasFee: extras.chance(0.25),
    }),
  )
}

/** Assigns failures to orders: each kind in turn, at random positions. */
function spreadTroubles(
  random: Random,
  orders: number,
  troublePercent: number,
): (Trouble | undefined)[] {
  const troubleCount = Math.round((orders * troublePercent) / 100)
  const kinds = random.shuffle(ALL_TROUBLES)
  const all = Array.from({ length: orders }, (_, index) =>
    index < troubleCount ? kinds[index % kinds.length] : undefined,
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
  const webhooks = buildWebhooks(plan, authorizations)
  const isDisordered = plan.isDisordered && plan.trouble !== 'refund_before_order'
  const sent = isDisordered ? shuffleWebhooks(random, webhooks) : webhooks
  const late = plan.trouble === 'late_duplicates' ? duplicateWebhooks(webhooks) : []
  for (const webhook of [...sent, ...late]) await deliver(options, webhook, result)
  const { facts, trouble } = plan
  const expected: { ending: Ending; exception?: string } = trouble
    ? TROUBLES[trouble]
    : { ending: 'completed' }
  result.orders.push({
    externalId: String(facts.id),
    name: `#${facts.number}`,
    currency: facts.priced.market.currency,
    totalMinor: addAmounts([facts.priced.total, facts.excess]).minor,
    trouble,
    ending: expected.ending,
    exception: expected.exception,
  })
  const kind = trouble ?? 'none'
  result.byTrouble[kind] = (result.byTrouble[kind] ?? 0) + 1
}

async function deliver(
  { portalUrl, webhookSecret }: PlaceOrdersOptions,
  webhook: Webhook,
  result: PlacedOrders,
): Promise<void> {
  const url = `${portalUrl}/api/webhooks/shopify`
  const { response, attempts } = await postWithRetries(url, signWebhook(webhook, webhookSecret))
  await response.body?.cancel()
  result.repeats += attempts - 1
  if (response.ok) result.delivered += 1
  else result.refused += 1
}

/** Returns the tenths of a second since 2025, so that later runs have higher order numbers. */
function firstOrderNumber(): number {
  return Math.floor((Date.now() - Date.UTC(2025, 0, 1)) / 100)
}
