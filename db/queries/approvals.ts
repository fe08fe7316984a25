import { and, asc, desc, eq, gt, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { getDb } from '../client'
import { orders } from '../schema/orders'
import { resolutions } from '../schema/resolutions'

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
export async function countApprovals(staffId: string): Promise<number> {
  const [row] = await getDb()
    .select({ count: sql<number>`count(*)::int` })
    .from(resolutions)
    .where(and(waiting(), sql`${resolutions.requestedById} <> ${staffId}`))
  return row?.count ?? 0
}
