import { mapOrder } from '@/server/adapters/shopify/map-order'
import { mapOrderEdit } from '@/server/adapters/shopify/order-edit'
import type { DeliveryContent } from '@/server/adapters/shopify/read-delivery'
import { snapshotRankOf } from '@/server/adapters/shopify/topics'
import { ingestCustomer } from '../customers/ingest-customer'
import { recordDataRequest } from '../customers/record-data-request'
import { redactCustomer } from '../customers/redact-customer'
import { ingestOrder } from '../orders/ingest-order'
import { ingestOrderEdit } from '../orders/ingest-order-edit'
import { ingestDispute } from '../payments/ingest-dispute'
import { ingestRefund } from '../payments/ingest-refund'
import { ingestTransaction } from '../payments/ingest-transaction'
import { ingestFulfilment } from '../shipments/ingest-fulfilment'
import { type Ingest, momentOf, type Verdict } from './ingest'

/**
 * Brings what a delivery says to where it belongs.
 * @throws PayloadError, MoneyError or Contradiction when it cannot be taken over as it is
 */
export function ingestContent(ingest: Ingest, content: DeliveryContent): Promise<Verdict> {
  const { delivery, storefront } = ingest
  switch (content.subject) {
    case 'order': {
      const { shipsFromCountry } = storefront
      const context = { rank: snapshotRankOf(delivery.topic), shipsFromCountry }
      return ingestOrder(ingest, mapOrder(content.payload, context))
    }
    case 'order-edit':
      return ingestOrderEdit(ingest, mapOrderEdit(content.payload, { at: momentOf(delivery) }))
    case 'transaction':
      return ingestTransaction(ingest, content.externalOrderId, content.payload)
    case 'refund':
      return ingestRefund(ingest, content.payload)
    case 'fulfilment':
      return ingestFulfilment(ingest, content.payload)
    case 'dispute':
      return ingestDispute(ingest, content.payload)
    case 'customer':
      return ingestCustomer(ingest, content.payload)
    case 'customer-redaction':
      return redactCustomer(ingest, content.payload)
    case 'customer-data-request':
      return recordDataRequest(ingest, content.payload)
  }
}
