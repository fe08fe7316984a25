import { register } from 'node:module'
import { percentile, round } from './measure'

/** Medians of CPU and wall milliseconds per order or page; the gain is the median over the pairs. */
export type Result = {
  what: string
  published_ms: number
  patched_ms: number
  gain_percent: number
  gain_quartiles: [number, number]
}

const WARM_UP_BLOCKS = 6
const ORDERS_PER_BLOCK = 8
const PAGES_PER_BLOCK = 40

// Drizzle's `is` in both variants; `bench.isPatched` selects one.
const source = `
  const entityKind = Symbol.for("drizzle:entityKind");
  const hasOwnEntityKind = Symbol.for("drizzle:hasOwnEntityKind");
  const bench = globalThis.drizzleBench = { isPatched: false };
  function is(value, type) {
    if (!value || typeof value !== "object") return false;
    if (value instanceof type) return true;
    if (!Object.prototype.hasOwnProperty.call(type, entityKind)) throw new Error("Not an entity.");
    return bench.isPatched ? patched(value, type) : published(value, type);
  }
  function published(value, type) {
    let cls = Object.getPrototypeOf(value).constructor;
    if (cls) {
      while (cls) {
        if (entityKind in cls && cls[entityKind] === type[entityKind]) return true;
        cls = Object.getPrototypeOf(cls);
      }
    }
    return false;
  }
  const kinds = new WeakMap();
  function patched(value, type) {
    const own = Object.getPrototypeOf(value)?.constructor;
    if (!own) return false;
    let known = kinds.get(type);
    if (!known) kinds.set(type, known = new WeakMap());
    let answer = known.get(own);
    if (answer === undefined) known.set(own, answer = isKind(own, type));
    return answer;
  }
  function isKind(own, type) {
    for (let cls = own; cls; cls = Object.getPrototypeOf(cls)) {
      if (entityKind in cls && cls[entityKind] === type[entityKind]) return true;
    }
    return false;
  }
  export { entityKind, hasOwnEntityKind, is };`
const hook = `
  export async function load(url, context, next) {
    if (!url.includes('/drizzle-orm/entity.js')) return next(url, context);
    return { format: 'module', shortCircuit: true, source: ${JSON.stringify(source)} };
  }`
register(`data:text/javascript,${encodeURIComponent(hook)}`)

await import('drizzle-orm')
const bench = (globalThis as { drizzleBench?: { isPatched: boolean } }).drizzleBench
if (!bench) throw new Error('The two variants of drizzle-orm were not loaded.')
const { default: postgres } = await import('postgres')
const { closeDb } = await import('@/db/client')
const { listOrders } = await import('@/db/queries/orders/order-list')
const { startTestEngine } = await import('@/test/support/pipeline/pipeline')
const { addAuthorizedOrder } = await import('@/test/support/pipeline/authorized-order')

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const engine = await startTestEngine()

/** Runs paid orders through all pipeline steps concurrently. */
async function pipelineBlock(orderIds: readonly string[]): Promise<void> {
  const runs = orderIds.flatMap((orderId) =>
    engine.accept({ name: 'order/placed', data: { orderId, requestId: 'bench' } }),
  )
  await Promise.all(runs.map((run) => engine.finish(run)))
}

async function pageBlock(): Promise<void> {
  for (let n = 0; n < PAGES_PER_BLOCK; n++) await listOrders({ limit: 50 })
}

async function addOrders(): Promise<string[]> {
  const orderIds: string[] = []
  for (let n = 0; n < ORDERS_PER_BLOCK; n++) {
    const { orderId } = await addAuthorizedOrder(
      sql,
      process.env.AFTERCART_SANDBOX_VENDORS ?? '',
      {},
    )
    orderIds.push(orderId)
  }
  return orderIds
}

type Times = { cpu: number; wall: number }

async function timed(count: number, work: () => Promise<void>): Promise<Times> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { cpu: (user + system) / 1000 / count, wall: (performance.now() - began) / count }
}

const BLOCKS = {
  order: async () => {
    const orderIds = await addOrders()
    const times = await timed(ORDERS_PER_BLOCK, () => pipelineBlock(orderIds))
    const [row] = await sql`select count(*)::int as n from orders
      where id = any(${orderIds}) and status = 'completed'`
    if (row?.n !== ORDERS_PER_BLOCK) throw new Error('Orders were not completed.')
    return times
  },
  page: () => timed(PAGES_PER_BLOCK, pageBlock),
}

/** Runs both variants once, in either order, so that noise affects both. */
async function pairOf(block: () => Promise<Times>, isPatchedFirst: boolean) {
  const pair = { published: { cpu: 0, wall: 0 }, patched: { cpu: 0, wall: 0 } }
  for (const isPatched of [isPatchedFirst, !isPatchedFirst]) {
    Object.assign(bench ?? {}, { isPatched })
    pair[isPatched ? 'patched' : 'published'] = await block()
  }
  return pair
}

const results: Result[] = []
for (const [name, block] of Object.entries(BLOCKS)) {
  const pairs: Awaited<ReturnType<typeof pairOf>>[] = []
  for (let n = 0; n < WARM_UP_BLOCKS; n++) await pairOf(block, n % 2 === 0)
  for (let n = 0; n < Number(process.argv[2]); n++) pairs.push(await pairOf(block, n % 2 === 0))
  for (const kind of ['cpu', 'wall'] as const) {
    const gains = pairs.map(({ published, patched }) => (1 - patched[kind] / published[kind]) * 100)
    results.push({
      what: `${name} ${kind}`,
      published_ms: percentile(
        pairs.map((pair) => pair.published[kind]),
        50,
      ),
      patched_ms: percentile(
        pairs.map((pair) => pair.patched[kind]),
        50,
      ),
      gain_percent: round(percentile(gains, 50)),
      gain_quartiles: [percentile(gains, 25), percentile(gains, 75)],
    })
  }
}
process.send?.(results, async () => {
  await engine.stop()
  await sql.end()
  await closeDb()
  process.exit(0)
})
