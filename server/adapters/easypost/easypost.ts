import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { isSameDestination, isSameShipment } from './compare'
import { callEasyPost } from './request'
import { Address } from './schema'
import { type LabelRequest, type ShippingAddress, toEasyPostAddress } from './shipment-request'
import {
  buyCheapestRate,
  candidateReferences,
  createShipment,
  findBoughtShipment,
  findShipment,
  type Label,
  toLabel,
} from './shipments'

export type TrackingStatus = 'pending' | 'in_transit' | 'delivered' | 'lost' | 'returned'

/** Verifies that an address is deliverable. Refused with `ADDRESS.VERIFY.FAILURE` if it is not. */
export async function verifyAddress(
  connection: VendorConnection,
  address: ShippingAddress,
): Promise<VendorOutcome<{ carrierReference: string }>> {
  const body = { address: toEasyPostAddress(address), verify_strict: true }
  const result = await callEasyPost(
    connection,
    { method: 'POST', path: 'addresses', body, isSafe: true },
    Address,
  )
  if (result.outcome !== 'ok') return result
  return { outcome: 'ok', value: { carrierReference: result.value.id } }
}

/**
 * Buys the cheapest label, at most once per reference. EasyPost accepts our reference in place of
 * its shipment ID (https://docs.easypost.com/docs/shipments), so a retry after a lost response
 * finds the shipment and returns the label that was already bought.
 * Refused with EasyPost's code, `no_rates`, `too_many_changes`, or `label_address_differs` if the
 * label already bought under this reference has another address.
 */
export async function buyLabel(
  connection: VendorConnection,
  request: LabelRequest,
): Promise<VendorOutcome<Label>> {
  if (request.isFirstAttempt) return buyNew(connection, request, request.reference)
  for (const reference of candidateReferences(request.reference)) {
    const found = await findShipment(connection, reference)
    if (found.outcome !== 'ok') return found
    const shipment = found.value
    if (!shipment) return buyNew(connection, request, reference)
    if (shipment.postage_label)
      return isSameDestination(shipment, request.to)
        ? toLabel(shipment)
        : addressDiffers(shipment.tracking_code)
    if (isSameShipment(shipment, request)) return buyCheapestRate(connection, shipment)
  }
  return {
    outcome: 'refused',
    code: 'too_many_changes',
    message: 'This shipment was changed too many times.',
  }
}

async function buyNew(
  connection: VendorConnection,
  request: LabelRequest,
  reference: string,
): Promise<VendorOutcome<Label>> {
  const created = await createShipment(connection, request, reference)
  return created.outcome === 'ok' ? buyCheapestRate(connection, created.value) : created
}

function addressDiffers(trackingNumber: string | null | undefined): VendorOutcome<never> {
  return {
    outcome: 'refused',
    code: 'label_address_differs',
    message: `A label for a different address was already bought. Tracking number: ${trackingNumber ?? 'unknown'}.`,
  }
}

/** Finds the label bought under a reference; undefined if none was bought. */
export async function findLabel(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<Label | undefined>> {
  const shipment = await findBoughtShipment(connection, reference)
  if (shipment.outcome !== 'ok') return shipment
  return shipment.value?.postage_label
    ? toLabel(shipment.value)
    : { outcome: 'ok', value: undefined }
}

/** Finds the tracking status of a reference's parcel; undefined if no label was bought. */
export async function findTracking(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<{ status: TrackingStatus; detail: string } | undefined>> {
  const shipment = await findBoughtShipment(connection, reference)
  if (shipment.outcome !== 'ok') return shipment
  if (!shipment.value?.postage_label) return { outcome: 'ok', value: undefined }
  const tracker = shipment.value.tracker
  const status = TRACKING_STATUSES[tracker?.status ?? 'unknown'] ?? 'pending'
  return { outcome: 'ok', value: { status, detail: tracker?.status_detail ?? '' } }
}

/** EasyPost's tracker statuses; `failure` means that the carrier declared the parcel lost. */
const TRACKING_STATUSES: Record<string, TrackingStatus> = {
  in_transit: 'in_transit',
  out_for_delivery: 'in_transit',
  available_for_pickup: 'in_transit',
  delivered: 'delivered',
  return_to_sender: 'returned',
  failure: 'lost',
}
