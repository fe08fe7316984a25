import { asc, eq, sql } from 'drizzle-orm'
import { type Executor, getDb, transaction } from '@/db/client'
import { exceptionEvents, exceptions } from '@/db/schema/exceptions'
import { orders } from '@/db/schema/orders/orders'
import { orderSteps } from '@/db/schema/pipeline'
import { webhooks } from '@/db/schema/webhooks'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { listShownLinks } from '../money/payment-links'
import { findOrderPage } from '../orders/order-page'
import { listVendorCalls } from '../pipeline/vendor-calls'
import { preparedRows } from '../sql/prepared-rows'

type OfException = { exceptionId: ExceptionId }
type OfOrder = { orderId: OrderId }

const exceptionById = preparedRows(exceptions)<OfException>(
  ({ exceptionId }) => sql`where id = ${exceptionId}`,
)
const eventsOf = preparedRows(exceptionEvents, ['exceptionId'])<OfException>(
  ({ exceptionId }) => sql`where exception_id = ${exceptionId} order by id`,
)
const ordersBy = preparedRows(orders)
const orderById = ordersBy<OfOrder>(({ orderId }) => sql`where id = ${orderId}`)
const orderOf = ordersBy<OfException>(
  ({ exceptionId }) => sql`where id = (select order_id from exceptions where id = ${exceptionId})`,
)
const stepsOf = preparedRows(orderSteps, ['leaseToken', 'leasedUntil'])<OfOrder>(
  ({ orderId }) => sql`where order_id = ${orderId} order by position`,
)
const webhooksBy = preparedRows(webhooks, ['body'])
const webhookById = webhooksBy<{ id: string }>(({ id }) => sql`where id = ${id}`)
const webhookOfOrder = webhooksBy<{ orderId: OrderId | null }>(
  ({ orderId }) => sql`where id = (select snapshot_webhook_id from orders where id = ${orderId})`,
)

/** Maximum number of exceptions listed with the same cause. */
const MAX_SAME_CAUSE = 100
/** Counting stops here. */
const MAX_COUNTED = 10_000
/** Maximum number of vendor calls. */
const MAX_CALLS = 50

/** Returns an exception with its history (oldest first), payment links and order. */
export async function findExceptionItem(exceptionId: ExceptionId) {
  const found = await transaction(async (tx) => {
    const [[exception], events, links] = await Promise.all([
      exceptionById(tx, { exceptionId }),
      eventsOf(tx, { exceptionId }),
      listShownLinks(tx, exceptionId),
    ])
    if (!exception) return undefined
    const { orderId } = exception
    const [order] = orderId ? await orderById(tx, { orderId }) : []
    return { exception, events, links, order }
  })
  if (!found) return undefined
  const page = found.order ? await findOrderPage(found.order.id) : undefined
  return { ...found, page }
}

/** Returns the facts for an exception's page title; undefined when it does not exist. */
export async function findExceptionHeading(exceptionId: ExceptionId) {
  const [row] = await getDb().execute<{ kind: string; message: string; order_name: string | null }>(
    sql`select e.kind, e.message, o.name as order_name from exceptions e
      left join orders o on o.id = e.order_id where e.id = ${exceptionId}`,
  )
  return row && { kind: row.kind, message: row.message, orderName: row.order_name }
}

/** Returns the storefront of an exception's order; undefined without an order. */
export async function findStorefrontOf(
  tx: Executor,
  exceptionId: ExceptionId,
): Promise<string | undefined> {
  const rows = await orderOf(tx, { exceptionId })
  return rows[0]?.storefrontId
}

/** Returns the raw data for engineers: steps, vendor responses, webhook and same-cause exceptions. */
export function findExceptionRaw(exceptionId: ExceptionId) {
  return transaction(async (tx) => {
    const [exception] = await exceptionById(tx, { exceptionId })
    if (!exception) return undefined
    const { orderId, fingerprint } = exception
    const [order] = orderId ? await orderById(tx, { orderId }) : []
    const [steps, answers, calls, webhook, sameCause, firstSeen] = await Promise.all([
      orderId ? stepsOf(tx, { orderId }) : [],
      orderId ? listVendorResponses(tx, orderId) : [],
      orderId ? listVendorCalls(tx, orderId, MAX_CALLS) : [],
      findWebhook(tx, exception),
      listSameCause(tx, exceptionId, fingerprint),
      findFirstSeen(tx, fingerprint),
    ])
    return { exception, order, steps, answers, calls, webhook, sameCause, firstSeen }
  })
}

type ResponseRow = {
  id: string
  kind: string
  status: string
  source: string
  at: Date
  gatewayReference: string | null
  errorCode: string | null
  errorMessage: string | null
  idempotencyKey: string
  raw: unknown
}

/** Lists the payment provider's responses, newest first. They are stored without card numbers. */
async function listVendorResponses(tx: Executor, orderId: OrderId): Promise<ResponseRow[]> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select id, kind, status, source, at, gateway_reference, error_code, error_message,
      idempotency_key, raw
    from payment_transactions where order_id = ${orderId} and source <> 'storefront'
    order by id desc limit 50`)
  return Array.from(rows, (row) => ({
    id: String(row.id),
    kind: String(row.kind),
    status: String(row.status),
    source: String(row.source),
    at: new Date(String(row.at)),
    gatewayReference: row.gateway_reference as string | null,
    errorCode: row.error_code as string | null,
    errorMessage: row.error_message as string | null,
    idempotencyKey: String(row.idempotency_key),
    raw: row.raw,
  }))
}

/** Returns the exception's webhook, or the one that the order's current data came from. */
async function findWebhook(
  tx: Executor,
  { webhookId, orderId }: Pick<typeof exceptions.$inferSelect, 'webhookId' | 'orderId'>,
) {
  const [row] = await (webhookId
    ? webhookById(tx, { id: webhookId })
    : webhookOfOrder(tx, { orderId }))
  return row ?? null
}

async function listSameCause(tx: Executor, exceptionId: ExceptionId, fingerprint: string) {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select e.id, e.status, e.opened_at, o.id as order_id, o.name as order_name,
      (select count(*)::int from (
        select from exceptions x where x.fingerprint = ${fingerprint} limit ${MAX_COUNTED + 1}) counted
      ) - 1 as total
    from exceptions e left join orders o on o.id = e.order_id
    where e.fingerprint = ${fingerprint} and e.id <> ${exceptionId}
    order by e.opened_at desc limit ${MAX_SAME_CAUSE}`)
  const others = Array.from(rows, (row) => ({
    exceptionId: String(row.id),
    status: String(row.status),
    openedAt: new Date(String(row.opened_at)),
    orderId: row.order_id as string | null,
    orderName: row.order_name as string | null,
    total: Number(row.total),
  }))
  return { others, total: others[0]?.total ?? 0, isMore: (others[0]?.total ?? 0) >= MAX_COUNTED }
}

/** Returns when a cause was first seen, and in which code version. */
async function findFirstSeen(tx: Executor, fingerprint: string) {
  const [row] = await tx
    .select({ at: exceptions.openedAt, version: exceptions.openedVersion })
    .from(exceptions)
    .where(eq(exceptions.fingerprint, fingerprint))
    .orderBy(asc(exceptions.openedAt))
    .limit(1)
  return row ?? null
}
