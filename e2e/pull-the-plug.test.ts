import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOrders } from '../sandbox/storefront/place-orders'
import {
  drained,
  expectBooksToAgree,
  expectEndings,
  expectOnce,
  settledOrders,
} from '../test/support/ledger-assertions'
import { startTestPortal, type TestPortal } from './support/test-portal'
import { until } from './support/until'

const ORDERS = 200
const KILLS = 20
const PARTS = ['app', 'worker', 'runner', 'postgres'] as const

let portal: TestPortal

beforeAll(async () => {
  portal = await startTestPortal()
})
afterAll(() => portal.stop())

test(`loses no order and moves no cent twice while app, worker, runner and database are killed ${KILLS} times`, async () => {
  const since = new Date()
  const placing = placeOrders({
    portalUrl: portal.url,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
    orders: ORDERS,
    ratePerSecond: 10,
    troublePercent: 20,
    seed: 20,
  })
  const random = mulberry32(7)
  let settledCount = 0
  const killed = new Set<number>()
  while (killed.size < KILLS) {
    settledCount = await waitForProgress(portal, settledCount + 5 + Math.floor(random() * 40))
    const part = PARTS[Math.floor(random() * PARTS.length)] ?? 'app'
    const pid = portal.portal.pids()[part]
    // The process may not have restarted yet.
    if (!pid || killed.has(pid)) continue
    process.kill(pid, 'SIGKILL')
    killed.add(pid)
  }
  const { orders } = await placing
  await settledOrders(portal, ORDERS, since, 180)
  await drained(portal)
  await expectOnce(
    portal,
    orders.map((order) => order.externalId),
  )
  await expectEndings(portal, orders)
  await expectBooksToAgree(portal)
  // The supervisor logged and restarted every killed process.
  const kills = portal.log.filter((line) => line.includes('SIGKILL')).length
  expect(kills).toBeGreaterThanOrEqual(KILLS)
})

/**
 * Waits until at least `target` steps and webhooks are settled, or no order is left to carry: a process
 * is then killed at rest. Tolerates a stopped database.
 */
async function waitForProgress({ sql }: TestPortal, target: number): Promise<number> {
  return until(
    async () => {
      const [row] = await sql`select
        (select count(*) from order_steps where status in ('done', 'skipped', 'blocked'))
        + (select count(*) from webhooks where status <> 'received') as n,
        (select count(*) from orders where status in ('completed', 'canceled', 'blocked')) as ended`
      const settled = Number(row?.n)
      if (Number(row?.ended) < ORDERS) expect(settled).toBeGreaterThanOrEqual(target)
      return settled
    },
    { seconds: 60, everyMs: 25 },
  )
}

/** Returns a seeded random number generator, so that failures are repeatable. Source: Tommy Ettinger, CC0. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
