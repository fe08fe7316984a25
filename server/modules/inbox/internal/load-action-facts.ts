import type { Executor } from '@/db/client'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPayments } from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import type { ExceptionFacts } from '@/domain/exception/offered-actions'
import { asStep } from '@/domain/pipeline/pipeline-steps'

const SHIPPED = new Set(['label_bought', 'in_transit', 'delivered', 'lost', 'returned'])

/** Returns the facts that decide on an exception's actions; undefined for an unknown kind. */
export async function loadActionFacts(
  tx: Executor,
  exception: ExceptionRow,
  order: OrderRow | undefined,
): Promise<ExceptionFacts | undefined> {
  const { kind, status, stage, step, detail } = exception
  if (!isExceptionKind(kind)) return undefined
  return {
    kind,
    stage,
    isClosed: status === 'resolved' || status === 'ignored',
    order: order ? await loadOrderFacts(tx, order) : null,
    failureCode: typeof detail.code === 'string' ? detail.code : '',
    hasRefund: step === 'refund' && typeof detail.resolutionId === 'string',
    step: asStep(step ?? undefined) ?? null,
    hasWebhook: exception.webhookId !== null,
  }
}

async function loadOrderFacts(
  tx: Executor,
  order: OrderRow,
): Promise<NonNullable<ExceptionFacts['order']>> {
  const [tenders, shipments] = await Promise.all([
    listPayments(tx, order.id),
    listShipments(tx, order.id),
  ])
  return {
    name: order.name,
    isCanceled: order.status === 'canceled',
    hasEmail: Boolean(order.email),
    isShipped: shipments.some(({ status }) => SHIPPED.has(status)),
    capturedMinor: tenders.reduce(
      (sum, tender) => sum + tender.capturedMinor - tender.refundedMinor - tender.chargedBackMinor,
      0n,
    ),
  }
}
