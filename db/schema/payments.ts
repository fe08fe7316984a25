import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId, PaymentId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { orders } from './orders/orders'

/** A tender: a card, wallet or gift card that pays an order. Triggers maintain the sums. */
export const payments = pgTable(
  'payments',
  {
    id: id<PaymentId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    /** The storefront's id of the transaction that created this tender. */
    externalId: text().notNull(),
    kind: text({ enum: ['card', 'wallet', 'gift_card', 'bank', 'other'] }).notNull(),
    /** The storefront's name of the gateway: `stripe`, `gift_card`, `bogus` ... */
    gateway: text().notNull(),
    /** The gateway's id of the payment, e.g. a Stripe payment intent; '' when it has none. */
    gatewayReference: text().notNull().default(''),
    brand: text(),
    lastFour: text(),
    currency: text().notNull(),
    shopCurrency: text().notNull(),
    authorizedMinor: minor().notNull().default(sql`0`),
    authorizedShopMinor: minor().notNull().default(sql`0`),
    capturedMinor: minor().notNull().default(sql`0`),
    capturedShopMinor: minor().notNull().default(sql`0`),
    /** Succeeded and pending refunds, which reduce what can still be refunded. */
    refundedMinor: minor().notNull().default(sql`0`),
    refundedShopMinor: minor().notNull().default(sql`0`),
    chargedBackMinor: minor().notNull().default(sql`0`),
    voidedAt: at(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('payments_external').on(t.orderId, t.externalId),
    index('payments_gateway_reference').on(t.gatewayReference),
    index('payments_gift_card').on(t.lastFour).where(sql`${t.kind} = 'gift_card'`),
    check('payments_never_over_refunded', sql`${t.refundedMinor} <= ${t.capturedMinor}`),
    check(
      'payments_amounts_not_negative',
      sql`least(${t.authorizedMinor}, ${t.capturedMinor}, ${t.refundedMinor}, ${t.chargedBackMinor}) >= 0`,
    ),
  ],
)

/** A transaction of a tender. Rows only change from pending to succeeded or failed. */
export const paymentTransactions = pgTable(
  'payment_transactions',
  {
    id: id(),
    paymentId: uuid()
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id, { onDelete: 'cascade' }),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    /** reversal: reverses a refund to a gift card so that it can be paid in cash. */
    kind: text({
      enum: ['authorization', 'capture', 'void', 'refund', 'reversal', 'chargeback'],
    }).notNull(),
    status: text({ enum: ['pending', 'succeeded', 'failed'] }).notNull(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
    /** storefront: reported by webhook; pipeline, person: made by us. */
    source: text({ enum: ['storefront', 'pipeline', 'person'] }).notNull(),
    externalId: text(),
    gatewayReference: text(),
    errorCode: text(),
    errorMessage: text(),
    /** The gateway's response, redacted. */
    raw: jsonb().$type<unknown>(),
    idempotencyKey: text().notNull(),
    at: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('payment_transactions_key').on(t.idempotencyKey),
    index('payment_transactions_order').on(t.orderId),
    index('payment_transactions_reference').on(t.gatewayReference),
    index('payment_transactions_payment').on(t.paymentId),
    index('payment_transactions_at').on(t.at),
    check('payment_transactions_amount', sql`${t.amountMinor} >= 0`),
  ],
)

/** A bank's dispute (chargeback) of a payment. */
export const disputes = pgTable(
  'disputes',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    externalId: text().notNull(),
    kind: text().notNull(),
    status: text().notNull(),
    reason: text(),
    currency: text().notNull(),
    amountMinor: minor().notNull(),
    evidenceDueAt: at(),
    initiatedAt: at(),
    finalizedAt: at(),
    /** When we received this version; the latest received version wins. */
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [uniqueIndex('disputes_external').on(t.orderId, t.externalId)],
)
