import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ExceptionId, OrderId, PaymentId, PaymentLinkId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { orders } from './orders'
import { payments } from './payments'
import { exceptions } from './pipeline'

/** Pages at the payment service on which customers pay what a declined card did not. */
export const paymentLinks = pgTable(
  'payment_links',
  {
    id: id<PaymentLinkId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    exceptionId: uuid()
      .$type<ExceptionId>()
      .notNull()
      .references(() => exceptions.id, { onDelete: 'cascade' }),
    /**
     * requested: the page is being made; open: it can be paid; paid; closed: nobody is to pay by it
     * any more; failed: it could not be made.
     */
    status: text({ enum: ['requested', 'open', 'paid', 'closed', 'failed'] })
      .notNull()
      .default('requested'),
    /** The payment service's id of the link and its address; null until it is made. */
    gatewayReference: text(),
    url: text(),
    /** What a person wrote to the customer. */
    message: text().notNull(),
    recipient: text().notNull(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    /** The tender that could not be captured; it is given up once the link is paid. */
    replacesPaymentId: uuid()
      .$type<PaymentId>()
      .references(() => payments.id, { onDelete: 'set null' }),
    /** The tender that came of it. */
    paymentId: uuid()
      .$type<PaymentId>()
      .references(() => payments.id, { onDelete: 'set null' }),
    requestedById: text().notNull(),
    requestedByName: text().notNull(),
    /** How often it was tried to make it, or looked whether it is paid. */
    attempts: integer().notNull().default(0),
    /** When to look next; null: nothing can come of it any more. */
    nextLookAt: at(),
    /** When its page was shut at the payment service. */
    shutAt: at(),
    closedAt: at(),
    error: text(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('payment_links_live')
      .on(t.orderId)
      .where(sql`${t.status} in ('requested', 'open')`),
    index('payment_links_look').on(t.nextLookAt).where(sql`${t.nextLookAt} is not null`),
    index('payment_links_exception').on(t.exceptionId),
    check('payment_links_amount', sql`${t.amountMinor} > 0`),
  ],
)
