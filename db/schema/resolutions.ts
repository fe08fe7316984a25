import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  GiftCardId,
  OrderId,
  OrderLineId,
  PaymentId,
  ResolutionId,
  StaffId,
} from '@/domain/ids'
import { RESOLUTION_STATUSES } from '@/domain/refund/resolution-state'
import { at, createdAt, id, minor } from './columns'
import { giftCards } from './gift-cards'
import { orderLines } from './orders/order-lines'
import { orders } from './orders/orders'
import { payments } from './payments'
import { staff } from './staff'

/** The address of a reshipment that doesn't go to the order's address. */
export type ShipTo = {
  name: string
  company?: string | null
  address1: string
  address2?: string | null
  city: string
  province?: string | null
  provinceCode?: string | null
  postalCode?: string | null
  countryCode: string
  phone?: string | null
}

/** A refund or reshipment of an order, issued at the storefront or here. */
export const resolutions = pgTable(
  'resolutions',
  {
    id: id<ResolutionId>(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['refund', 'reshipment'] }).notNull(),
    source: text({ enum: ['storefront', 'person'] }).notNull(),
    status: text({ enum: RESOLUTION_STATUSES }).notNull(),
    /** The storefront's refund id, when it was issued there. */
    externalId: text(),
    method: text({ enum: ['cash', 'gift_card'] }),
    currency: text().notNull(),
    shopCurrency: text(),
    /** The lines after discounts. For a reshipment: the price paid for the goods. */
    itemsMinor: minor().notNull(),
    /** The tax of the lines: added to `itemsMinor`, or included in it when prices include tax. */
    taxMinor: minor().notNull(),
    /** Includes tax, as do the duties. */
    shippingMinor: minor().notNull(),
    dutyMinor: minor().notNull(),
    /** The cross-border part of `dutyMinor`. */
    dutyInternationalMinor: minor().notNull().default(sql`0`),
    tipMinor: minor().notNull().default(sql`0`),
    feeMinor: minor().notNull().default(sql`0`),
    adjustmentMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    /** At the exchange rates of the captures that it refunds. */
    totalShopMinor: minor().notNull().default(sql`0`),
    reason: text(),
    note: text(),
    /** Whether the customer gets an email about it. */
    isAnnounced: boolean().notNull().default(false),
    /** The gift card whose remaining balance this refund pays out in cash. */
    reversesGiftCardId: uuid().references(() => giftCards.id),
    requestedById: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    requestedByName: text(),
    /** Why approval was required, as sentences; empty when it was not. */
    approvalReasons: text().array().notNull().default(sql`'{}'`),
    expiresAt: at(),
    decidedById: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    decidedByName: text(),
    decidedAt: at(),
    decisionNote: text(),
    /** Reshipments only; null for the order's address. */
    shipTo: jsonb().$type<ShipTo>(),
    /** Reshipments only: why a lead ships more than was bought. */
    overrideReason: text(),
    /** The last error: the exception kind, a code and a message for staff. */
    error: jsonb().$type<{ kind: string; code: string; message: string }>(),
    nextAttemptAt: at(),
    settledAt: at(),
    idempotencyKey: text().notNull(),
    /** SHA-256 of the request; the same key with a different request is rejected. */
    requestHash: text(),
    at: at().notNull(),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('resolutions_key').on(t.idempotencyKey),
    uniqueIndex('resolutions_external').on(t.orderId, t.externalId),
    index('resolutions_at').on(t.at),
    index('resolutions_requester').on(t.requestedById, t.at),
    index('resolutions_reverses').on(t.reversesGiftCardId),
    index('resolutions_waiting').on(t.expiresAt).where(sql`${t.status} = 'requested'`),
    index('resolutions_unsettled').on(t.nextAttemptAt).where(sql`${t.status} = 'pending'`),
    check('resolutions_total_not_negative', sql`${t.totalMinor} >= 0`),
    check('resolutions_decided_by_another', sql`${t.decidedById} <> ${t.requestedById}`),
  ],
)

export const resolutionLines = pgTable(
  'resolution_lines',
  {
    id: id(),
    resolutionId: uuid()
      .$type<ResolutionId>()
      .notNull()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    lineId: uuid()
      .$type<OrderLineId>()
      .notNull()
      .references(() => orderLines.id, { onDelete: 'cascade' }),
    quantity: integer().notNull(),
    restock: text({ enum: ['return_to_stock', 'damaged', 'none'] }).notNull(),
    amountMinor: minor().notNull(),
    taxMinor: minor().notNull(),
    /** `taxMinor` by tax of the order. */
    taxes: jsonb()
      .$type<{ title: string; rate: string | null; amountMinor: string }[]>()
      .notNull()
      .default([]),
    /** The part of `quantity` that was refunded before it shipped, and so never ships. */
    unshippedQuantity: integer().notNull().default(0),
    restockedAt: at(),
  },
  (t) => [
    index('resolution_lines_resolution').on(t.resolutionId),
    index('resolution_lines_line').on(t.lineId),
    check('resolution_lines_quantity', sql`${t.quantity} > 0`),
    check(
      'resolution_lines_unshipped',
      sql`${t.unshippedQuantity} >= 0 and ${t.unshippedQuantity} <= ${t.quantity}`,
    ),
  ],
)

/** The payment that a part of a refund is charged to, and where the money goes. */
export const resolutionTenders = pgTable(
  'resolution_tenders',
  {
    id: id(),
    resolutionId: uuid()
      .$type<ResolutionId>()
      .notNull()
      .references(() => resolutions.id, { onDelete: 'cascade' }),
    paymentId: uuid()
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    /** tender: the original payment method; gift_card: a gift card issued to the customer. */
    destination: text({ enum: ['tender', 'gift_card'] }).notNull(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
    /** The gift card credited: a new one, or the one that paid. */
    giftCardId: uuid()
      .$type<GiftCardId>()
      .references(() => giftCards.id),
    /** The idempotency key of the transaction, also at the gateway; null until reserved. */
    transactionKey: text(),
    /** When it may have been sent to the gateway; look it up before sending it again. */
    sentAt: at(),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('resolution_tenders_payment').on(t.resolutionId, t.paymentId),
    index('resolution_tenders_key').on(t.transactionKey),
    check('resolution_tenders_amount', sql`${t.amountMinor} > 0`),
  ],
)
