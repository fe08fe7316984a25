import { parseLossless } from './json/lossless-json'
import { type DisputePayload, disputePayload } from './payload/dispute'
import { type FulfillmentPayload, fulfillmentPayload } from './payload/fulfillment'
import { type OrderEditPayload, orderEditPayload } from './payload/order-edit'
import {
  type CustomerPayload,
  customerPayload,
  type OrderPayload,
  orderPayload,
} from './payload/order-payload'
import { readPayload } from './payload/payload-fields'
import {
  type DataRequestPayload,
  dataRequestPayload,
  type RedactionPayload,
  redactionPayload,
} from './payload/privacy'
import { type RefundPayload, refundPayload } from './payload/refund-payload'
import { type TransactionPayload, transactionPayload } from './payload/transaction-payload'
import { subjectOf } from './topics'

/** A parsed webhook. `externalOrderId` is the storefront's ID of the order it belongs to. */
export type WebhookContent =
  | { subject: 'order'; externalOrderId: string; payload: OrderPayload }
  | { subject: 'order-edit'; externalOrderId: string; payload: OrderEditPayload }
  | { subject: 'transaction'; externalOrderId: string; payload: TransactionPayload }
  | { subject: 'refund'; externalOrderId: string; payload: RefundPayload }
  | { subject: 'fulfillment'; externalOrderId: string; payload: FulfillmentPayload }
  | { subject: 'dispute'; externalOrderId: string; payload: DisputePayload }
  | { subject: 'customer'; payload: CustomerPayload }
  | { subject: 'customer-redaction'; payload: RedactionPayload }
  | { subject: 'customer-data-request'; payload: DataRequestPayload }

const orderTransactionPayload = transactionPayload.refine((payload) => payload.order_id, {
  path: ['order_id'],
  message: 'value is missing',
})

/**
 * Parses the body of a webhook; returns undefined for a topic that Aftercart does not use.
 * @throws PayloadError that names each invalid field
 */
export function readWebhook(topic: string, body: Uint8Array): WebhookContent | undefined {
  const subject = subjectOf(topic)
  if (!subject) return undefined
  const json = parseLossless(body)
  switch (subject) {
    case 'order': {
      const payload = readPayload(orderPayload, json)
      return { subject, externalOrderId: payload.id, payload }
    }
    case 'order-edit': {
      const payload = readPayload(orderEditPayload, json)
      return { subject, externalOrderId: payload.order_edit.order_id, payload }
    }
    case 'transaction': {
      const payload = readPayload(orderTransactionPayload, json)
      return { subject, externalOrderId: payload.order_id ?? '', payload }
    }
    case 'refund': {
      const payload = readPayload(refundPayload, json)
      return { subject, externalOrderId: payload.order_id, payload }
    }
    case 'fulfillment': {
      const payload = readPayload(fulfillmentPayload, json)
      return { subject, externalOrderId: payload.order_id, payload }
    }
    case 'dispute': {
      const payload = readPayload(disputePayload, json)
      return { subject, externalOrderId: payload.order_id, payload }
    }
    case 'customer':
      return { subject, payload: readPayload(customerPayload, json) }
    case 'customer-redaction':
      return { subject, payload: readPayload(redactionPayload, json) }
    case 'customer-data-request':
      return { subject, payload: readPayload(dataRequestPayload, json) }
  }
}
