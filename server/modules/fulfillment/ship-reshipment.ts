import { setTimeout as pause } from 'node:timers/promises'
import { findShipmentByKey } from '@/db/queries/fulfillment/shipments'
import {
  findResolution,
  listResolutionLines,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import type { ResolutionId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionResult, ResolutionRun } from '../refunds/resolution-run'
import type { StepFailure } from '../steps/step-types'
import { passOrQueue, type QueuedWork } from '../vendors/queue-work'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { findCustoms } from './find-customs'
import { findSender } from './find-sender'
import {
  CARRIER,
  failReshipment,
  type Parcel,
  queuedWork,
  RESHIPMENT_STEP,
  recordReshipment,
  scheduleQueued,
} from './internal/record-reshipment'
import { requestLabel } from './request-label'
import { parcelGrams } from './select-lines'

export type ReshipmentResult = ResolutionResult | QueuedWork

type StepStart = ReshipmentResult | { outcome: 'call'; parcel: Parcel; afterMs: number }

/** Returns the idempotency key of a reshipment's parcel, at the carrier and in our tables. */
export const reshipmentKey = (resolutionId: ResolutionId): string => `${resolutionId}:ship`

/**
 * Buys the label of a reshipment, to its corrected address or the order's, with the same sender,
 * customs data and carrier as the order's `ship` step. A repeat finds the label already bought.
 */
export async function shipReshipment(run: ResolutionRun): Promise<ReshipmentResult> {
  const context = { actor: systemActor('ship'), requestId: run.requestId }
  const start = await runInTransaction(context, (uow) => beginParcel(uow, run))
  if (start.outcome !== 'call') return start
  await pause(start.afterMs)
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => requestLabel(start.parcel.request))
  return runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId: run.orderId, step: RESHIPMENT_STEP }, exchanges)
    return recordReshipment(uow, run, start.parcel, answer)
  })
}

async function beginParcel(uow: UnitOfWork, run: ResolutionRun): Promise<StepStart> {
  const order = await lockOrder(uow.tx, run.orderId)
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`Reshipment ${run.resolutionId} not found.`)
  const shipment = await findShipmentByKey(uow.tx, reshipmentKey(resolution.id))
  if (shipment || resolution.status !== 'pending') {
    return { outcome: 'settled', status: resolution.status }
  }
  const parcel = await packParcel(uow, order, resolution)
  if ('kind' in parcel) return failReshipment(uow, run, parcel)
  const permit = await passOrQueue(uow, CARRIER, queuedWork(run))
  if (permit.outcome === 'go') return { outcome: 'call', parcel, afterMs: permit.afterMs }
  await scheduleQueued(uow, run, permit)
  return permit
}

async function packParcel(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<Parcel | StepFailure> {
  const [storefront, addresses, orderLines, resolutionLines] = await Promise.all([
    getStorefront(uow.tx, order.storefrontId),
    listOrderAddresses(uow.tx, order.id),
    listOrderLines(uow.tx, order.id),
    listResolutionLines(uow.tx, resolution.id),
  ])
  const to = resolution.shipTo ?? addresses.find(({ kind }) => kind === 'shipping')
  if (!to) {
    const message = 'The order has items to ship but no shipping address.'
    return { kind: 'address_invalid', code: 'no_address', message }
  }
  const from = findSender(storefront)
  if (!from) {
    const message = `Storefront ${storefront.name} has no ship-from address.`
    return { kind: 'internal_error', code: 'ships_from_missing', message }
  }
  const lines = resolutionLines.flatMap(({ lineId, quantity: units }) => {
    const line = orderLines.find(({ id }) => id === lineId)
    return line ? [{ ...line, units }] : []
  })
  const customs = await findCustoms(uow.tx, order, lines, { from, to })
  if (customs.outcome === 'failed') return customs.failure
  return {
    lines,
    request: {
      reference: reshipmentKey(resolution.id),
      to: { ...to, email: order.email },
      from,
      parcel: { grams: parcelGrams(lines) },
      ...(customs.items ? { customs: { signer: storefront.name, items: customs.items } } : {}),
    },
  }
}
