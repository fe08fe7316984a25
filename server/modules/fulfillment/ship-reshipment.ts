import { setTimeout as pause } from 'node:timers/promises'
import { findShipmentByKey } from '@/db/queries/fulfillment/shipments'
import {
  findResolution,
  listResolutionLines,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { systemActor } from '@/domain/staff/actor'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionResult, ResolutionRun } from '../refunds/resolution-run'
import type { StepFailure } from '../steps/step-types'
import { passOrQueue, type QueuedWork } from '../vendors/queue-work'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { findCustoms } from './find-customs'
import { findSender } from './find-sender'
import type { Parcel } from './internal/parcel'
import {
  CARRIER,
  failReshipment,
  noteWait,
  RESHIPMENT_STEP,
  recordReshipment,
  waitingOf,
} from './internal/record-reshipment'
import { requestLabel } from './request-label'
import { parcelGrams } from './select-lines'

export type ReshipmentResult = ResolutionResult | QueuedWork

type StepStart = ReshipmentResult | { outcome: 'call'; parcel: Parcel; afterMs: number }

/** The key of the parcel that a reshipment makes, at the carrier and in our tables. */
export const reshipmentKey = (resolutionId: string): string => `${resolutionId}:ship`

/**
 * Buys the label of a reshipment, to its own address or the order's, with the same addresses,
 * customs data and carrier as the order's own step `ship`. A repeat finds the label it bought.
 */
export async function shipReshipment(run: ResolutionRun): Promise<ReshipmentResult> {
  const context = { actor: systemActor('ship'), requestId: run.requestId }
  const begun = await runInTransaction(context, (uow) => beginParcel(uow, run))
  if (begun.outcome !== 'call') return begun
  await pause(begun.afterMs)
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => requestLabel(begun.parcel.request))
  return runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId: run.orderId, step: RESHIPMENT_STEP }, exchanges)
    return recordReshipment(uow, run, begun.parcel, answer)
  })
}

async function beginParcel(uow: UnitOfWork, run: ResolutionRun): Promise<StepStart> {
  const order = await lockOrder(uow.tx, run.orderId)
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`There is no reshipment ${run.resolutionId}.`)
  const shipment = await findShipmentByKey(uow.tx, reshipmentKey(resolution.id))
  if (shipment || resolution.status !== 'pending') {
    return { outcome: 'settled', status: resolution.status }
  }
  const parcel = await packParcel(uow, order, resolution)
  if ('kind' in parcel) return failReshipment(uow, run, parcel)
  const passage = await passOrQueue(uow, CARRIER, waitingOf(run))
  if (passage.outcome === 'go') return { outcome: 'call', parcel, afterMs: passage.afterMs }
  await noteWait(uow, run, passage)
  return passage
}

async function packParcel(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<Parcel | StepFailure> {
  const [storefront, addresses, orderLines, wanted] = await Promise.all([
    getStorefront(uow.tx, order.storefrontId),
    listOrderAddresses(uow.tx, order.id),
    listOrderLines(uow.tx, order.id),
    listResolutionLines(uow.tx, resolution.id),
  ])
  const to = resolution.shipTo ?? addresses.find(({ kind }) => kind === 'shipping')
  if (!to) {
    const message = 'The order has goods to send but no shipping address.'
    return { kind: 'address_invalid', code: 'no_address', message }
  }
  const from = findSender(storefront)
  if (!from) {
    const message = `The storefront ${storefront.name} has no ship-from address yet.`
    return { kind: 'internal_error', code: 'ships_from_missing', message }
  }
  const lines = wanted.flatMap(({ lineId, quantity: units }) => {
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
