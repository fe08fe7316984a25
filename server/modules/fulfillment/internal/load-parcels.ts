import { z } from 'zod'
import type { Executor } from '@/db/client'
import { listShipments } from '@/db/queries/fulfillment/shipments'
import type { findOrderPage } from '@/db/queries/orders/order-page'
import type { CustomsEntry, DocumentFacts, ParcelFacts } from '@/domain/documents/document-facts'
import { type DocumentKind, isParcel } from '@/domain/documents/document-kind'
import { AppError } from '@/server/errors'
import { findCustoms } from '../find-customs'
import { type LineToShip, parcelGrams, selectLinesToShip } from '../select-lines'

type OrderPage = NonNullable<Awaited<ReturnType<typeof findOrderPage>>>
type Shipment = OrderPage['shipments'][number]

/** The customs items of a label, as stored on the shipment. */
const StoredCustoms = z.object({
  items: z.array(
    z.object({
      description: z.string(),
      quantity: z.number(),
      grams: z.number(),
      valueMinor: z.string().transform(BigInt),
      currency: z.string(),
      hsCode: z.string(),
      originCountry: z.string(),
    }),
  ),
})

/**
 * Returns the order's parcels with their contents, or the planned contents of the first parcel.
 * @throws AppError conflict when customs data is missing
 */
export async function loadParcels(
  tx: Executor,
  page: OrderPage,
  kind: DocumentKind,
  facts: DocumentFacts,
): Promise<ParcelFacts[]> {
  if (kind === 'invoice' || kind === 'receipt') return []
  const shipped = page.shipments.filter(isParcel)
  const stored = new Map(
    (await listShipments(tx, page.order.id)).map(({ id, customs }) => [
      id,
      StoredCustoms.safeParse(customs).data?.items,
    ]),
  )
  const parcels = shipped.length > 0 ? shipped : [undefined]
  return Promise.all(
    parcels.map(async (shipment) => {
      const lines = linesOf(page, shipment)
      const declared = shipment && stored.get(shipment.id)
      const customs =
        kind === 'customs' ? (declared ?? (await declareCustoms(tx, page, lines, facts))) : []
      return toParcel(shipment, lines, customs)
    }),
  )
}

function linesOf({ lines }: OrderPage, shipment: Shipment | undefined): LineToShip[] {
  const all = selectLinesToShip(lines, new Map())
  if (!shipment || shipment.lines.length === 0) return all
  return shipment.lines.flatMap(({ lineId, quantity }) =>
    lines.filter(({ id }) => id === lineId).map((line) => ({ ...line, units: quantity })),
  )
}

async function declareCustoms(
  tx: Executor,
  page: OrderPage,
  lines: LineToShip[],
  { shipTo, shipsFromCountry }: DocumentFacts,
): Promise<CustomsEntry[]> {
  const to = { countryCode: shipTo?.countryCode ?? '', postalCode: shipTo?.postalCode }
  const found = await findCustoms(tx, page.order, lines, {
    from: { countryCode: shipsFromCountry },
    to,
  })
  if (found.outcome === 'failed') throw new AppError('conflict', found.failure.message)
  return found.items ?? []
}

function toParcel(
  shipment: Shipment | undefined,
  lines: LineToShip[],
  customs: CustomsEntry[],
): ParcelFacts {
  return {
    carrier: shipment?.carrier ?? null,
    service: shipment?.service ?? null,
    trackingNumber: shipment?.trackingNumber ?? null,
    shippedAt: shipment?.shippedAt ?? null,
    contents: lines.map(({ title, variantTitle, sku, fulfillSku, units }) => ({
      title,
      variantTitle,
      sku: fulfillSku ?? sku,
      quantity: units,
    })),
    grams: parcelGrams(lines),
    customs,
  }
}
