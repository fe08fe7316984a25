import type { Executor } from '@/db/client'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPayments } from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import type { ActionFacts } from '@/domain/exception/offered-actions'
import { asStep } from '@/domain/pipeline/pipeline-steps'

const LEFT = new Set(['label_bought', 'in_transit', 'delivered', 'lost', 'returned'])

/** What decides on the actions of an exception; undefined for a kind that this version forgot. */
export async function loadActionFacts(
  tx: Executor,
  exception: ExceptionRow,
  order: OrderRow | undefined,
): Promise<ActionFacts | undefined> {
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
): Promise<NonNullable<ActionFacts['order']>> {
  const [tenders, shipments] = await Promise.all([
    listPayments(tx, order.id),
    listShipments(tx, order.id),
  ])
  return {
    name: order.name,
    isCanceled: order.status === 'canceled',
    hasEmail: Boolean(order.email),
    isShipped: shipments.some(({ status }) => LEFT.has(status)),
    capturedMinor: tenders.reduce(
      (sum, one) => sum + one.capturedMinor - one.refundedMinor - one.chargedBackMinor,
      0n,
    ),
  }
}
