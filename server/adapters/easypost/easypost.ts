import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { isSameDestination, isSameShipment } from './compare'
import { callEasyPost } from './request'
import { Address } from './schema'
import { type LabelRequest, type ShippingAddress, toEasyPostAddress } from './shipment-request'
import {
  buyLowest,
  createShipment,
  findBought,
  findShipment,
  type Label,
  referencesOf,
  toLabel,
} from './shipments'

export type TrackingStatus = 'pending' | 'in_transit' | 'delivered' | 'lost' | 'returned'

/** Asks whether mail can be delivered there. Refused with `ADDRESS.VERIFY.FAILURE` if not. */
export async function verifyAddress(
  connection: VendorConnection,
  address: ShippingAddress,
): Promise<VendorOutcome<{ carrierReference: string }>> {
  const body = { address: toEasyPostAddress(address), verify_strict: true }
  const answer = await callEasyPost(
    connection,
    { method: 'POST', path: 'addresses', body, isSafe: true },
    Address,
  )
  if (answer.outcome !== 'ok') return answer
  return { outcome: 'ok', value: { carrierReference: answer.value.id } }
}

/**
 * Buys the cheapest label, at most once per reference: EasyPost takes our reference in place of
 * its own id (https://docs.easypost.com/docs/shipments), so that what a lost answer left behind
 * is found, and a label bought before is returned.
 * Refused with EasyPost's code, `no_rates`, `label_address_differs` when a label for another
 * address was bought under this reference before, or `too_many_changes`.
 */
export async function buyLabel(
  connection: VendorConnection,
  request: LabelRequest,
): Promise<VendorOutcome<Label>> {
  if (request.isFirstTry) return buyNew(connection, request, request.reference)
  for (const reference of referencesOf(request.reference)) {
    const found = await findShipment(connection, reference)
    if (found.outcome !== 'ok') return found
    const shipment = found.value
    if (!shipment) return buyNew(connection, request, reference)
    if (shipment.postage_label)
      return isSameDestination(shipment, request.to)
        ? toLabel(shipment)
        : elsewhere(shipment.tracking_code)
    if (isSameShipment(shipment, request)) return buyLowest(connection, shipment)
  }
  return {
    outcome: 'refused',
    code: 'too_many_changes',
    message: 'This shipment was changed too often.',
  }
}

async function buyNew(
  connection: VendorConnection,
  request: LabelRequest,
  reference: string,
): Promise<VendorOutcome<Label>> {
  const created = await createShipment(connection, request, reference)
  return created.outcome === 'ok' ? buyLowest(connection, created.value) : created
}

function elsewhere(trackingNumber: string | null | undefined): VendorOutcome<never> {
  return {
    outcome: 'refused',
    code: 'label_address_differs',
    message: `A label for another address was bought before: ${trackingNumber ?? 'unknown number'}.`,
  }
}

/** The label bought under a reference; `undefined`: none was bought. */
export async function findLabel(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<Label | undefined>> {
  const bought = await findBought(connection, reference)
  if (bought.outcome !== 'ok') return bought
  return bought.value?.postage_label ? toLabel(bought.value) : { outcome: 'ok', value: undefined }
}

/** Where the parcel is whose label was bought under a reference; `undefined`: none was. */
export async function findTracking(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<{ status: TrackingStatus; detail: string } | undefined>> {
  const bought = await findBought(connection, reference)
  if (bought.outcome !== 'ok') return bought
  if (!bought.value?.postage_label) return { outcome: 'ok', value: undefined }
  const tracker = bought.value.tracker
  const status = TRACKING[tracker?.status ?? 'unknown'] ?? 'pending'
  return { outcome: 'ok', value: { status, detail: tracker?.status_detail ?? '' } }
}

/** EasyPost's tracker statuses; `failure` means that the carrier gave the parcel up. */
const TRACKING: Record<string, TrackingStatus> = {
  in_transit: 'in_transit',
  out_for_delivery: 'in_transit',
  available_for_pickup: 'in_transit',
  delivered: 'delivered',
  return_to_sender: 'returned',
  failure: 'lost',
}
