import { and, asc, desc, eq, gt, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orderLines, orders } from '@/db/schema/orders'
import { payments } from '@/db/schema/payments'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import type { ResolutionId, StaffId } from '@/domain/ids'

/** More than this many wait for nobody to read; the oldest are decided first. */
const QUEUE = 200
const DECIDED = 50

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

function waiting(): SQL | undefined {
  return and(eq(resolutions.status, 'requested'), gt(resolutions.expiresAt, sql`now()`))
}

/** Requests that wait for a decision, the one that runs out first on top. */
export function listApprovals() {
  return getDb()
    .select(columns)
    .from(resolutions)
    .innerJoin(orders, eq(orders.id, resolutions.orderId))
    .where(waiting())
    .orderBy(asc(resolutions.expiresAt), asc(resolutions.id))
    .limit(QUEUE)
}

/** What these requests are about: their items, and the payments that their money goes back to. */
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

/** Requests that were decided or have run out, the latest first. */
export function listDecisions() {
  return getDb()
    .select(columns)
    .from(resolutions)
    .innerJoin(orders, eq(orders.id, resolutions.orderId))
    .where(or(isNotNull(resolutions.decidedAt), eq(resolutions.status, 'expired')))
    .orderBy(desc(resolutions.id))
    .limit(DECIDED)
}

/** How many requests wait that somebody else made: what this person may decide. */
export async function countApprovals(staffId: StaffId): Promise<number> {
  const [row] = await getDb()
    .select({ count: sql<number>`count(*)::int` })
    .from(resolutions)
    .where(and(waiting(), sql`${resolutions.requestedById} <> ${staffId}`))
  return row?.count ?? 0
}
