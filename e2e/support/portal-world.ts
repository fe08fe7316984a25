import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Failure, World } from '../../test/support/pipeline/world'
import { until } from './until'

type Portal = { url: string; databaseUrl: string; sandboxUrl: string }

/** What an order can rest at without anybody doing anything. */
const RESTS = ['blocked', 'completed', 'canceled']

/**
 * The whole portal as the place where orders get into trouble: its own engine carries them, its
 * sandbox vendors make the trouble, and a shop of its own keeps them apart from other tests'.
 */
export async function openPortalWorld(portal: Portal, sql: postgres.Sql): Promise<World> {
  Object.assign(process.env, {
    DATABASE_URL: portal.databaseUrl,
    AFTERCART_SANDBOX: '1',
    AFTERCART_SANDBOX_VENDORS: portal.sandboxUrl,
    AFTERCART_RETRY_SCALE: '0.001',
    AFTERCART_LOG_LEVEL: 'silent',
  })
  // What runs commands in this process reads the environment when it is loaded.
  const { addFailureShop } = await import('../../test/support/pipeline/world')
  const { addHeldOrder } = await import('../../test/support/pipeline/held-order')
  const { emitEvent } = await import('../../server/modules/pipeline/emit-event')
  const shopDomain = `${randomUUID()}.example`
  const requestId = 'browser-test'
  const settle = async (orderId: string | undefined) => {
    await sendOutbox(portal.url)
    if (orderId) await rest(sql, orderId)
  }
  return {
    sql,
    vendorsUrl: portal.sandboxUrl,
    shopDomain,
    storefrontId: await addFailureShop(sql, shopDomain),
    addPaidOrder: (options) =>
      addHeldOrder(sql, portal.sandboxUrl, { shopDomain, externalId: newNumber(), ...options }),
    place: async (orderId) => {
      await emitEvent({ name: 'order/placed', data: { orderId, requestId } })
      await settle(orderId)
    },
    reportStuck: (orderId) => reportStuck(orderId),
    settle,
  }
}

const newNumber = () => String(Math.floor(1e9 + Math.random() * 9e9))

/** The portal sends what waits in its outbox after any question that is posted. */
async function sendOutbox(url: string): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/trpc/none`, { method: 'POST', headers, body: '{}' })
  await answer.body?.cancel()
}

/** Waits until an order stands still and nothing about it is on its way to the engine. */
async function rest(sql: postgres.Sql, orderId: string): Promise<void> {
  await until(
    async () => {
      const [row] = await sql`select status,
        exists (select 1 from outbox where sent_at is null
          and data->>'orderId' = ${orderId}) as has_news
        from orders where id = ${orderId}`
      if (row?.has_news || !RESTS.includes(row?.status))
        throw new Error(`The order is ${row?.status}.`)
    },
    { seconds: 120 },
  )
}

/** As the sweep does, but for what sets the order going again: nobody could act on that for long. */
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
export function openOf(sql: postgres.Sql, { orderId, exceptionId }: Failure, kind?: string) {
  return sql<{ id: string; version: number; kind: string; stage: string }[]>`
    select id, version, kind, stage from exceptions
    where (id = ${exceptionId ?? null} or order_id = ${orderId ?? null})
      and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and stage <> 'auto' and status not in ('resolved', 'ignored', 'retrying')
    order by opened_at desc`
}
