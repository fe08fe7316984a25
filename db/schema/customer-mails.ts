import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId } from '@/domain/ids'
import { at, createdAt, id } from './columns'
import { orders } from './orders/orders'

/** An email to a customer; the row is inserted before the email is sent. */
export const customerMails = pgTable(
  'customer_mails',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    template: text().notNull(),
    recipient: text().notNull(),
    /** Text that a user wrote; null when the template has all of it. */
    subject: text(),
    body: text(),
    status: text({ enum: ['sending', 'sent', 'failed'] }).notNull(),
    /** Also the Message-ID, so that a repeat is the same email. */
    idempotencyKey: text().notNull(),
    sentAt: at(),
    error: text(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('customer_mails_key').on(t.idempotencyKey)],
)
