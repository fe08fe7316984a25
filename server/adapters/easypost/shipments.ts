import { parseAmount } from '@/domain/money/money'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { callEasyPost, NOT_FOUND, toMessage, unexpectedResponse } from './request'
import { type Rate, Shipment } from './schema'
import { type LabelRequest, toEasyPostShipment } from './shipment-request'

export type Label = {
  carrierReference: string
  carrier: string
  service: string
  trackingNumber: string
  trackingUrl: string
  labelUrl: string
  /** ISO minor units of `costCurrency`. */
  costMinor: bigint
  costCurrency: string
}

/** The maximum number of EasyPost shipments created for one of ours. */
const MAX_REFERENCES = 20

/**
 * Returns the references under which a shipment may exist, in order of use. EasyPost cannot change
 * a shipment, so a correction of its address or customs data abandons the unbought shipment and
 * uses the next reference.
 */
export function candidateReferences(reference: string): string[] {
  const later = Array.from({ length: MAX_REFERENCES - 1 }, (_, i) => `${reference}.${i + 2}`)
  return [reference, ...later]
}

/** Finds a shipment by its EasyPost ID or our reference; undefined if not found. */
export async function findShipment(
  connection: VendorConnection,
  idOrReference: string,
): Promise<VendorOutcome<Shipment | undefined>> {
  const result = await callEasyPost(
    connection,
    { method: 'GET', path: `shipments/${encodeURIComponent(idOrReference)}`, isSafe: true },
    Shipment,
  )
  const isMissing = result.outcome === 'refused' && result.code === NOT_FOUND
  return isMissing ? { outcome: 'ok', value: undefined } : result
}

/** Finds the shipment, among all candidates of a reference, whose label was bought. */
export async function findBoughtShipment(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<Shipment | undefined>> {
  for (const candidate of candidateReferences(reference)) {
    const found = await findShipment(connection, candidate)
    if (found.outcome !== 'ok' || !found.value || found.value.postage_label) return found
  }
  return { outcome: 'ok', value: undefined }
}

/** Creates a shipment. Safe to repeat: it is free until its label is bought. */
export async function createShipment(
  connection: VendorConnection,
  request: LabelRequest,
  reference: string,
): Promise<VendorOutcome<Shipment>> {
  const body = toEasyPostShipment(request, reference)
  return callEasyPost(
    connection,
    { method: 'POST', path: 'shipments', body, isSafe: true },
    Shipment,
  )
}

/** Buys the label at the lowest rate, or returns the label that was already bought. */
export async function buyCheapestRate(
  connection: VendorConnection,
  shipment: Shipment,
): Promise<VendorOutcome<Label>> {
  const rate = lowestRate(shipment.rates)
  if (!rate) {
    const reasons = toMessage(shipment.messages ?? [])
    return {
      outcome: 'refused',
      code: 'no_rates',
      message: `No carrier accepts this parcel. ${reasons}`.trim(),
    }
  }
  const bought = await callEasyPost(
    connection,
    {
      method: 'POST',
      path: `shipments/${encodeURIComponent(shipment.id)}/buy`,
      body: { rate: { id: rate.id } },
      isSafe: false,
    },
    Shipment,
  )
  if (bought.outcome === 'ok') return toLabel(bought.value)
  if (bought.outcome !== 'refused' || bought.code !== 'SHIPMENT.POSTAGE.EXISTS') return bought
  const found = await findShipment(connection, shipment.id)
  if (found.outcome === 'ok' && found.value) return toLabel(found.value)
  return { outcome: 'unknown', message: bought.message }
}

/** Converts a bought shipment to its label. */
export function toLabel(shipment: Shipment): VendorOutcome<Label> {
  const { selected_rate: rate, postage_label: label, tracking_code: trackingNumber } = shipment
  const costMinor = rate ? priceOf(rate) : undefined
  if (!rate || !label || !trackingNumber || costMinor === undefined)
    return unexpectedResponse(false)
  return {
    outcome: 'ok',
    value: {
      carrierReference: shipment.id,
      carrier: rate.carrier,
      service: rate.service,
      trackingNumber,
      trackingUrl: shipment.tracker?.public_url ?? '',
      labelUrl: label.label_url,
      costMinor,
      costCurrency: rate.currency,
    },
  }
}

/** Compares only rates in the first rate's currency, which is the account's own. */
function lowestRate(rates: Rate[]): Rate | undefined {
  const priced = rates
    .filter((rate) => rate.currency === rates[0]?.currency)
    .flatMap((rate) => {
      const minor = priceOf(rate)
      return minor === undefined ? [] : [{ rate, minor }]
    })
  return priced.reduce<(typeof priced)[number] | undefined>(
    (lowest, next) => (lowest && lowest.minor <= next.minor ? lowest : next),
    undefined,
  )?.rate
}

function priceOf(rate: Rate): bigint | undefined {
  try {
    return parseAmount(rate.rate, rate.currency)
  } catch {
    return undefined
  }
}
