import { mapOrder } from '@/server/adapters/shopify/payload/map-order'
import { mapOrderEdit } from '@/server/adapters/shopify/payload/order-edit'
import type { WebhookContent } from '@/server/adapters/shopify/read-webhook'
import { snapshotRankOf } from '@/server/adapters/shopify/topics'
import { ingestCustomer } from '@/server/modules/customers/ingest-customer'
import { recordDataRequest } from '@/server/modules/customers/record-data-request'
import { redactCustomer } from '@/server/modules/customers/redact-customer'
import { ingestFulfillment } from '@/server/modules/fulfillment/ingest-fulfillment'
import { type Ingest, occurredAt, type WebhookOutcome } from '@/server/modules/orders/ingest'
import { ingestOrder } from '@/server/modules/orders/ingest-order'
import { ingestOrderEdit } from '@/server/modules/orders/ingest-order-edit'
import { ingestDispute } from '@/server/modules/payments/ingest-dispute'
import { ingestRefund } from '@/server/modules/payments/ingest-refund'
import { ingestTransaction } from '@/server/modules/payments/ingest-transaction'

/**
 * Applies the content of a webhook to the tables.
 * @throws PayloadError, MoneyError or PayloadConflictError when the content cannot be applied
 */
export function ingestContent(ingest: Ingest, content: WebhookContent): Promise<WebhookOutcome> {
  const { webhook, storefront } = ingest
  switch (content.subject) {
    case 'order': {
      const { shipsFromCountry } = storefront
      const context = { rank: snapshotRankOf(webhook.topic), shipsFromCountry }
      return ingestOrder(ingest, mapOrder(content.payload, context))
    }
    case 'order-edit':
      return ingestOrderEdit(ingest, mapOrderEdit(content.payload, { at: occurredAt(webhook) }))
    case 'transaction':
      return ingestTransaction(ingest, content.externalOrderId, content.payload)
    case 'refund':
      return ingestRefund(ingest, content.payload)
    case 'fulfillment':
      return ingestFulfillment(ingest, content.payload)
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
