import { parseAmount } from '@/domain/money/money'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { callEasyPost, inWords, NOT_FOUND, unreadable } from './request'
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

/** How often one shipment may change before it is given up. */
const MAX_REFERENCES = 20

/**
 * EasyPost cannot change a shipment. One rated before its address or customs data were corrected
 * stays behind unbought, and the next reference of this row is used.
 */
export function referencesOf(reference: string): string[] {
  const later = Array.from({ length: MAX_REFERENCES - 1 }, (_, i) => `${reference}.${i + 2}`)
  return [reference, ...later]
}

/** `undefined` when EasyPost knows no shipment of this id or reference. */
export async function findShipment(
  connection: VendorConnection,
  idOrReference: string,
): Promise<VendorOutcome<Shipment | undefined>> {
  const answer = await callEasyPost(
    connection,
    { method: 'GET', path: `shipments/${encodeURIComponent(idOrReference)}`, isSafe: true },
    Shipment,
  )
  const isMissing = answer.outcome === 'refused' && answer.code === NOT_FOUND
  return isMissing ? { outcome: 'ok', value: undefined } : answer
}

/** The shipment of a reference's row whose label was bought. */
export async function findBought(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<Shipment | undefined>> {
  for (const candidate of referencesOf(reference)) {
    const found = await findShipment(connection, candidate)
    if (found.outcome !== 'ok' || !found.value || found.value.postage_label) return found
  }
  return { outcome: 'ok', value: undefined }
}

/** A shipment costs nothing until its label is bought, so a lost answer does no harm. */
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

/** Buys at the lowest rate; a shipment bought before comes back with the label it has. */
export async function buyLowest(
  connection: VendorConnection,
  shipment: Shipment,
): Promise<VendorOutcome<Label>> {
  const rate = lowestRate(shipment.rates)
  if (!rate) {
    const reasons = inWords(shipment.messages ?? [])
    return {
      outcome: 'refused',
      code: 'no_rates',
      message: `No carrier takes this parcel. ${reasons}`.trim(),
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

/** The label of a bought shipment. */
export function toLabel(shipment: Shipment): VendorOutcome<Label> {
  const { selected_rate: rate, postage_label: label, tracking_code: trackingNumber } = shipment
  const costMinor = rate ? priceOf(rate) : undefined
  if (!rate || !label || !trackingNumber || costMinor === undefined) return unreadable(false)
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

/** Rates in other currencies than the first, the account's own, cannot be compared. */
function lowestRate(rates: Rate[]): Rate | undefined {
  const priced = rates
    .filter((rate) => rate.currency === rates[0]?.currency)
    .flatMap((rate) => {
      const minor = priceOf(rate)
      return minor === undefined ? [] : [{ rate, minor }]
    })
  return priced.reduce<(typeof priced)[number] | undefined>(
    (best, next) => (best && best.minor <= next.minor ? best : next),
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
