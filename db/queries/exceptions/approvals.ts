import { and, asc, desc, eq, gt, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orderLines } from '@/db/schema/orders/order-lines'
import { orders } from '@/db/schema/orders/orders'
import { payments } from '@/db/schema/payments'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import type { ResolutionId, StaffId } from '@/domain/ids'

/** Maximum number of pending requests listed. */
const MAX_PENDING = 200
const MAX_DECIDED = 50

const columns = {
  id: resolutions.id,
  orderId: resolutions.orderId,
  orderName: orders.name,
  customerName: orders.customerName,
  kind: resolutions.kind,
  status: resolutions.status,
  method: resolutions.method,
  currency: resolutions.currency,
  itemsMinor: resolutions.itemsMinor,
  totalMinor: resolutions.totalMinor,
  note: resolutions.note,
  overrideReason: resolutions.overrideReason,
  shipTo: resolutions.shipTo,
  requestedById: resolutions.requestedById,
  requestedByName: resolutions.requestedByName,
  approvalReasons: resolutions.approvalReasons,
  expiresAt: resolutions.expiresAt,
  decidedByName: resolutions.decidedByName,
  decidedAt: resolutions.decidedAt,
  decisionNote: resolutions.decisionNote,
  at: resolutions.at,
}

function isPending(): SQL | undefined {
  return and(eq(resolutions.status, 'requested'), gt(resolutions.expiresAt, sql`now()`))
}

/** Lists the pending requests, the first to expire on top. */
export function listApprovals() {
  return getDb()
    .select(columns)
    .from(resolutions)
    .innerJoin(orders, eq(orders.id, resolutions.orderId))
    .where(isPending())
    .orderBy(asc(resolutions.expiresAt), asc(resolutions.id))
    .limit(MAX_PENDING)
}

/** Lists the items of these requests and the payments they refund to. */
export async function listRequestParts(resolutionIds: ResolutionId[]) {
  if (resolutionIds.length === 0) return { lines: [], tenders: [] }
  const db = getDb()
  const [lines, tenders] = await Promise.all([
    db
      .select({
        resolutionId: resolutionLines.resolutionId,
        title: orderLines.title,
        variantTitle: orderLines.variantTitle,
        quantity: resolutionLines.quantity,
      })
      .from(resolutionLines)
      .innerJoin(orderLines, eq(orderLines.id, resolutionLines.lineId))
      .where(inArray(resolutionLines.resolutionId, resolutionIds))
      .orderBy(asc(orderLines.position)),
    db
      .select({
        resolutionId: resolutionTenders.resolutionId,
        kind: payments.kind,
        brand: payments.brand,
        lastFour: payments.lastFour,
        destination: resolutionTenders.destination,
        amountMinor: resolutionTenders.amountMinor,
      })
      .from(resolutionTenders)
      .innerJoin(payments, eq(payments.id, resolutionTenders.paymentId))
      .where(inArray(resolutionTenders.resolutionId, resolutionIds))
      .orderBy(asc(resolutionTenders.position)),
  ])
  return { lines, tenders }
}

/** Lists decided and expired requests, newest first. */
export function listDecisions() {
  return getDb()
    .select(columns)
    .from(resolutions)
    .innerJoin(orders, eq(orders.id, resolutions.orderId))
    .where(or(isNotNull(resolutions.decidedAt), eq(resolutions.status, 'expired')))
    .orderBy(desc(resolutions.id))
    .limit(MAX_DECIDED)
}

/** Counts the pending requests of other people, which this person can decide. */
export async function countApprovals(staffId: StaffId): Promise<number> {
  const [row] = await getDb()
    .select({ count: sql<number>`count(*)::int` })
    .from(resolutions)
    .where(and(isPending(), sql`${resolutions.requestedById} <> ${staffId}`))
  return row?.count ?? 0
}
