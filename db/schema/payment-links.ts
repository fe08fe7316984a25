import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ExceptionId, OrderId, PaymentId, PaymentLinkId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { exceptions } from './exceptions'
import { orders } from './orders/orders'
import { payments } from './payments'

/** A payment page at the payment service, for customers whose card was declined. */
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
     * requested: the page is being created; open: it can be paid; closed: it can no longer be paid;
     * failed: it could not be created.
     */
    status: text({ enum: ['requested', 'open', 'paid', 'closed', 'failed'] })
      .notNull()
      .default('requested'),
    /** The payment service's id and URL of the link; null until it is created. */
    gatewayReference: text(),
    url: text(),
    /** The message to the customer. */
    message: text().notNull(),
    recipient: text().notNull(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    /** The tender that could not be captured; it is voided once the link is paid. */
    replacesPaymentId: uuid()
      .$type<PaymentId>()
      .references(() => payments.id, { onDelete: 'set null' }),
    /** The tender that the link created. */
    paymentId: uuid()
      .$type<PaymentId>()
      .references(() => payments.id, { onDelete: 'set null' }),
    requestedById: text().notNull(),
    requestedByName: text().notNull(),
    /** Attempts to create it or to check whether it is paid. */
    attempts: integer().notNull().default(0),
    /** When to check next; null when its state is final. */
    nextPollAt: at(),
    /** When the page was closed at the payment service. */
    deactivatedAt: at(),
    closedAt: at(),
    error: text(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('payment_links_live')
      .on(t.orderId)
      .where(sql`${t.status} in ('requested', 'open')`),
    index('payment_links_next_poll').on(t.nextPollAt).where(sql`${t.nextPollAt} is not null`),
    index('payment_links_exception').on(t.exceptionId),
    check('payment_links_amount', sql`${t.amountMinor} > 0`),
  ],
)
