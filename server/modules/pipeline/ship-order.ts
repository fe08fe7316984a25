import { listAllocations } from '@/db/queries/fulfillment/restock'
import { listOwnParcels, sumShippedUnits } from '@/db/queries/fulfillment/shipments'
import { findOrderDecision } from '@/db/queries/orders/order-decisions'
import type { OrderLineRow } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderId, OrderLineId } from '@/domain/ids'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { backorderedUnits, parcelKey } from '@/domain/shipment/split-shipment'
import type { LabelRequest } from '@/server/adapters/easypost/shipment-request'
import type { Label } from '@/server/adapters/easypost/shipments'
import type { UnitOfWork } from '@/server/unit-of-work'
import { findCustoms } from '../fulfillment/find-customs'
import { findSender } from '../fulfillment/find-sender'
import { describeLabelFailure, requestLabel } from '../fulfillment/request-label'
import { type LineToShip, parcelGrams, selectLinesToShip } from '../fulfillment/select-lines'
import { failed, type StepCall, type StepOutcome, type StepWork } from '../steps/step-types'
import { acquireBreakerPermit } from '../vendors/acquire-breaker-permit'
import { type Parcel as RecordedParcel, recordParcel, shipped } from './record-parcel'

const CARRIER = 'carrier:easypost'

/** Step `ship`: buys the label and deducts the items from stock. */
export async function shipOrder(uow: UnitOfWork, work: StepWork): Promise<StepOutcome | StepCall> {
  const { order, step, parts } = work
  const next = await findNextParcel(uow, work)
  if ('outcome' in next) return next
  const { lines, isSplit, reference, parcels } = next
  const manual = step.attempts > 0 ? await findChosenCarrier(uow, order.id, parcels) : null
  if (manual) return recordParcel(uow, order.id, { lines, isSplit, reference, ...manual })
  const [storefront, addresses] = await Promise.all([parts.storefront(), parts.addresses()])
  const to = addresses.find((address) => address.kind === 'shipping')
  if (!to) {
    const message = 'The order has items to ship but no shipping address.'
    return failed({ kind: 'address_invalid', code: 'no_address', message })
  }
  const from = findSender(storefront)
  if (!from) {
    const message = `The storefront ${storefront.name} has no ship-from address yet.`
    return failed({ kind: 'internal_error', code: 'ships_from_missing', message })
  }
  const customs = await findCustoms(uow.tx, order, lines, { from, to })
  if (customs.outcome === 'failed') return customs
  const request: LabelRequest = {
    reference,
    to: { ...to, email: order.email },
    from,
    parcel: { grams: parcelGrams(lines) },
    isFirstAttempt: step.attempts === 0,
    ...(customs.items ? { customs: { signer: storefront.name, items: customs.items } } : {}),
  }
  const permit = await acquireBreakerPermit(uow, CARRIER)
  if (permit.outcome === 'queue') return { outcome: 'queued', breaker: CARRIER }
  return {
    outcome: 'call',
    breaker: CARRIER,
    afterMs: permit.afterMs,
    call: async () => {
      const answer = await requestLabel(request)
      return (later, work) => recordLabel(later, work, { lines, request, isSplit }, answer)
    },
  }
}

/** Returns the contents of the order's next parcel, or the step's outcome without one. */
export async function findNextParcel(
  uow: UnitOfWork,
  { order, steps, parts: { linesToSend } }: Pick<StepWork, 'order' | 'steps' | 'parts'>,
): Promise<
  (Pick<RecordedParcel, 'lines' | 'isSplit' | 'reference'> & { parcels: number }) | StepOutcome
> {
  const [parcels, reserved] = await Promise.all([
    listOwnParcels(uow.tx, order.id),
    listAllocations(uow.tx, order.id),
  ])
  const last = parcels.at(-1)
  if (last && reserved.length === 0) return shipped(last.trackingNumber ?? '', last.carrier ?? '')
  const isSplit = backorderedUnits(steps.find(({ step }) => step === 'allocate')?.result) > 0
  const open = await selectLines(uow, order, linesToSend())
  if (!Array.isArray(open)) return open
  const lines = isSplit ? reservedOf(open, reserved) : open
  const reference = parcelKey(order.id, parcels.length + 1)
  return { lines, isSplit, reference, parcels: parcels.length }
}

/** Returns the lines left to ship, or why the step is skipped. */
async function selectLines(
  uow: UnitOfWork,
  { id, fulfillmentStatus }: OrderRow,
  linesToSend: Promise<OrderLineRow[]>,
): Promise<LineToShip[] | StepOutcome> {
  const [lines, shippedUnits] = await Promise.all([linesToSend, sumShippedUnits(uow.tx, id)])
  if (fulfillmentStatus === 'fulfilled' && shippedUnits.size > 0) {
    return { outcome: 'skipped', reason: 'the storefront has shipped the order' }
  }
  const left = selectLinesToShip(lines, shippedUnits)
  if (left.length > 0) return left
  const reason = shippedUnits.size > 0 ? 'the storefront has shipped the order' : 'nothing to ship'
  return { outcome: 'skipped', reason }
}

/** Returns the carrier and tracking number that staff chose for the next parcel, if any. */
async function findChosenCarrier(uow: UnitOfWork, orderId: OrderId, parcels: number) {
  const decision = await findOrderDecision(uow.tx, orderId, 'carrier_chosen')
  if (!decision || decision.data.parcels !== String(parcels)) return null
  const { carrier = '', trackingNumber = '', trackingUrl = '' } = decision.data
  return { carrier, trackingNumber, trackingUrl }
}

/** Limits the lines to the units reserved for this parcel. */
function reservedOf(
  lines: LineToShip[],
  reserved: readonly { lineId: OrderLineId; quantity: number }[],
): LineToShip[] {
  return lines.flatMap((line) => {
    const units = reserved.find(({ lineId }) => lineId === line.id)?.quantity ?? 0
    return units > 0 ? [{ ...line, units: Math.min(units, line.units) }] : []
  })
}

type Parcel = { lines: LineToShip[]; request: LabelRequest; isSplit: boolean }

async function recordLabel(
  uow: UnitOfWork,
  { order }: StepWork,
  { lines, request, isSplit }: Parcel,
  answer: VendorOutcome<Label>,
): Promise<StepOutcome> {
  if (answer.outcome !== 'ok') return failed(describeLabelFailure(answer))
  const { reference, customs } = request
  return recordParcel(uow, order.id, {
    lines,
    isSplit,
    reference,
    ...answer.value,
    customs: customs ? toStored(customs) : null,
  })
}

/** Converts bigints to strings, which JSON lacks. */
function toStored(customs: NonNullable<LabelRequest['customs']>): Record<string, unknown> {
  const items = customs.items.map((item) => ({ ...item, valueMinor: item.valueMinor.toString() }))
  return { signer: customs.signer, items }
}
