import { z } from 'zod'
import { customerIdSchema, orderIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfOrder = z.object({ orderId: orderIdSchema })
/** A customer we never stored is named by the storefront's id, or '' without one. */
const OfCustomer = z.object({ customerId: z.string() })
const timeline = {} as const
const audit = { type: 'customer', id: 'customerId' } as const

const DataRequest = { externalId: z.string().nullable(), requestExternalId: z.string().nullable() }

export const orderDataRequested = defineEvent(
  'order.customer_data_requested',
  OfOrder.extend(DataRequest),
  'The customer of the order asked for a copy of their data.',
  { timeline },
)

export const customerDataRequested = defineEvent(
  'customer.data_requested',
  OfCustomer.extend({
    ...DataRequest,
    orders: z.array(orderIdSchema),
    ordersNamed: z.array(z.string()),
  }),
  'A customer asked for a copy of their data (GDPR, article 15).',
  { audit },
)

export const orderCustomerErased = defineEvent(
  'order.customer_erased',
  OfOrder,
  "The customer's personal data was erased from the order.",
  { timeline },
)

export const customerErased = defineEvent(
  'customer.erased',
  OfCustomer.extend({
    externalId: z.string().nullable(),
    orders: z.array(orderIdSchema),
    /** How many stored webhooks were redacted. */
    messages: z.number(),
  }),
  "A customer's personal data was erased at the storefront's request.",
  { audit },
)

export const customerPersonalDataRevealed = defineEvent(
  'customer.personal_data_revealed',
  z.object({ customerId: customerIdSchema }),
  "A staff member viewed a customer's masked data.",
  { audit },
)

export const customerEmailed = defineEvent(
  'customer.emailed',
  OfOrder,
  'An email written by staff was sent to the customer.',
  { timeline },
)

export const receiptRequested = defineEvent(
  'receipt.requested',
  OfOrder,
  'A staff member asked to resend the receipt.',
  { timeline, audit: { type: 'order', id: 'orderId' } },
)

export const receiptResent = defineEvent(
  'receipt.resent',
  OfOrder,
  'The receipt was sent to the customer again.',
  { timeline },
)
