import { findShipmentByKey } from '@/db/queries/fulfillment/shipments'
import { listResolutionLines } from '@/db/queries/money/resolutions'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront } from '@/db/queries/orders/orders'
import { composeReshipmentReceipt } from '@/domain/receipt/resolution-receipt'
import { type MailResult, mailResolution } from '../refunds/mail-resolution'
import type { ResolutionRun } from '../refunds/resolution-run'
import { reshipmentKey } from './ship-reshipment'

/** Emails the customer about a reshipment, if the requester chose to. */
export function mailReshipment(run: ResolutionRun): Promise<MailResult> {
  return mailResolution(run, async ({ tx }, order, resolution) => {
    const [storefront, orderLines, lines, shipment] = await Promise.all([
      getStorefront(tx, order.storefrontId),
      listOrderLines(tx, order.id),
      listResolutionLines(tx, resolution.id),
      findShipmentByKey(tx, reshipmentKey(resolution.id)),
    ])
    return composeReshipmentReceipt({
      orderName: order.name,
      storefrontName: storefront.name,
      customerName: order.customerName,
      locale: order.customerLocale,
      currency: order.currency,
      lines: lines.flatMap(({ lineId, quantity }) => {
        const line = orderLines.find(({ id }) => id === lineId)
        return line ? [{ title: line.title, variantTitle: line.variantTitle, quantity }] : []
      }),
      parcel: shipment?.trackingNumber
        ? {
            carrier: shipment.carrier ?? 'the carrier',
            trackingNumber: shipment.trackingNumber,
            trackingUrl: shipment.trackingUrl ?? '',
          }
        : null,
    })
  })
}
