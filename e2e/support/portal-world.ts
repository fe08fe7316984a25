import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Failure, World } from '../../test/support/pipeline/world'
import { until } from './until'

type Portal = { url: string; databaseUrl: string; sandboxUrl: string }

/** Statuses in which an order stays until someone acts. */
const RESTING_STATUSES = ['blocked', 'completed', 'canceled']

/**
 * Returns the world of the failure fixtures, backed by the whole portal: its engine processes the orders,
 * and its sandbox vendors cause the failures. A separate storefront isolates the orders from other tests.
 */
export async function openPortalWorld(portal: Portal, sql: postgres.Sql): Promise<World> {
  Object.assign(process.env, {
    DATABASE_URL: portal.databaseUrl,
    AFTERCART_SANDBOX: '1',
    AFTERCART_SANDBOX_VENDORS: portal.sandboxUrl,
    AFTERCART_RETRY_SCALE: '0.001',
    AFTERCART_LOG_LEVEL: 'silent',
  })
  // These modules read the environment when they load.
  const { addFailureShop } = await import('../../test/support/pipeline/world')
  const { addAuthorizedOrder } = await import('../../test/support/pipeline/authorized-order')
  const { emitEvent } = await import('../../server/modules/pipeline/emit-event')
  const shopDomain = `${randomUUID()}.example`
  const requestId = 'browser-test'
  const settle = async (orderId: string | undefined) => {
    await flushOutbox(portal.url)
    if (orderId) await waitUntilResting(sql, orderId)
  }
  return {
    sql,
    vendorsUrl: portal.sandboxUrl,
    shopDomain,
    storefrontId: await addFailureShop(sql, shopDomain),
    addPaidOrder: (options) =>
      addAuthorizedOrder(sql, portal.sandboxUrl, {
        shopDomain,
        externalId: randomOrderId(),
        ...options,
      }),
    place: async (orderId) => {
      await emitEvent({ name: 'order/placed', data: { orderId, requestId } })
      await settle(orderId)
    },
    reportStuck: (orderId) => reportStuck(orderId),
    settle,
  }
}

const randomOrderId = () => String(Math.floor(1e9 + Math.random() * 9e9))

/** Makes the portal send its outbox, which it does after any POST to tRPC. */
async function flushOutbox(url: string): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/trpc/none`, { method: 'POST', headers, body: '{}' })
  await response.body?.cancel()
}

/** Waits until an order has a resting status and no unsent event. */
async function waitUntilResting(sql: postgres.Sql, orderId: string): Promise<void> {
  await until(
    async () => {
      const [row] = await sql`select status,
        exists (select 1 from outbox where sent_at is null
          and data->>'orderId' = ${orderId}) as has_unsent
        from orders where id = ${orderId}`
      if (row?.has_unsent || !RESTING_STATUSES.includes(row?.status))
        throw new Error(`The order is ${row?.status}.`)
    },
    { seconds: 120 },
  )
}

/** Reports an order as stuck, like the sweep, but does not resume it, so that a test has time to act. */
async function reportStuck(orderId: string): Promise<void> {
  const { openException } = await import('../../server/modules/exceptions/open-exception')
  const { runInTransaction } = await import('../../server/unit-of-work')
  const { systemActor } = await import('../../domain/staff/actor')
  const context = { actor: systemActor('sweep'), requestId: 'browser-test' }
  const message = 'No progress for 45 minutes.'
  await runInTransaction(context, (uow) =>
    openException(uow, { orderId, kind: 'step_stuck', step: 'validate', message }),
  )
}

/** Lists the open exceptions of a failure that need a person. */
export function listOpenExceptions(
  sql: postgres.Sql,
  { orderId, exceptionId }: Failure,
  kind?: string,
) {
  return sql<{ id: string; version: number; kind: string; stage: string }[]>`
    select id, version, kind, stage from exceptions
    where (id = ${exceptionId ?? null} or order_id = ${orderId ?? null})
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and stage <> 'auto' and status not in ('resolved', 'ignored', 'retrying')
    order by opened_at desc`
}
