import { z } from 'zod'
import { lockProducts } from '@/db/queries/fulfillment/stock'
import { resolutionKey } from '@/domain/exception/resolution-key'
import { formatMoney } from '@/domain/money/money'
import { splitByStock } from '@/domain/shipment/split-shipment'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { listOpenLines } from '@/server/modules/fulfillment/list-open-lines'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import { issueRefundOf } from '@/server/modules/refunds/issue-refund'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type Acted,
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

export const RefundItemInput = ExceptionTarget.extend({ reason: Reason })
export type RefundItemInput = z.infer<typeof RefundItemInput>

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Refunds the units that cannot be sent, and lets the rest of the order go on. Above the person's
 * limit it waits for a second one.
 * @throws AppError as `actOnException` and `issueRefund`; conflict when everything can be sent now
 */
export function refundItem(
  { reason, ...target }: RefundItemInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('refund_item', target, context, async (uow, subject) => {
    const lines = await listMissing(uow, subject)
    if (lines.length === 0) {
      throw new AppError('conflict', 'Everything can be sent by now: retry instead.')
    }
    return refundLines(uow, subject, lines, reason)
  })
}

type Units = { lineId: string; quantity: number }

/** Issues the refund of these units; the order goes on unless a second person has to decide. */
export async function refundLines(
  uow: UnitOfWork,
  subject: Subject,
  lines: Units[],
  reason: string,
): Promise<Acted> {
  const order = orderOf(subject)
  const issued = await issueRefundOf(uow, order, subject.person, {
    orderId: order.id,
    amount: 'partial',
    refundType: 'cash',
    lines: lines.map((line) => ({ ...line, restock: 'none' as const })),
    shipping: 'none',
    dutyDomestic: 'none',
    dutyInternational: 'none',
    tip: 'none',
    fee: 'none',
    note: reason,
    notify: true,
    idempotencyKey: resolutionKey(subject.exception),
  })
  const total = formatMoney(issued.totalMinor, issued.currency)
  if (issued.status === 'requested') {
    const waitsUntil = new Date(uow.now.getTime() + DAY_MS)
    const waits = { waitsUntil, for: 'the approval of the refund' }
    return { end: waits, data: { reason, total, approvalReasons: issued.approvalReasons } }
  }
  if (subject.exception.step) await sendOn(uow, subject, 'what is missing was refunded')
  return { end: 'settled', data: { reason, total } }
}

const Items = z
  .array(z.object({ sku: z.string().nullable(), lineId: z.string().optional() }))
  .catch([])

/** Units of this order that the shelf does not have, by what lies there now. */
async function listMissing(uow: UnitOfWork, subject: Subject): Promise<Units[]> {
  const order = orderOf(subject)
  const items = Items.parse(subject.exception.detail.items)
  const lines = await listOpenLines(uow, order.id)
  const skus = [...new Set(lines.flatMap((line) => sentSku(line) ?? []))]
  const products = await lockProducts(uow.tx, order.storefrontId, skus)
  const free = new Map(products.map(({ sku, onHand, allocated }) => [sku, onHand - allocated]))
  const sent = lines.map((line) => ({ ...line, sku: sentSku(line) }))
  const named = sent.filter((line) =>
    items.some((item) => item.lineId === line.id || item.sku === line.sku),
  )
  return splitByStock(named, free).rest.map(({ id: lineId, units: quantity }) => ({
    lineId,
    quantity,
  }))
}
