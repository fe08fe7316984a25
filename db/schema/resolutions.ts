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
import { orderLines, orders } from './orders'
import { payments } from './payments'
import { staff } from './staff'

/** Where a reshipment goes when that is not the order's own address. */
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

/** A refund or a reshipment of an order, made at the storefront or here. */
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
    /** The storefront's refund id, where it was made there. */
    externalId: text(),
    method: text({ enum: ['cash', 'gift_card'] }),
    currency: text().notNull(),
    shopCurrency: text(),
    /** Lines after their discounts. For a reshipment: what the goods were bought for. */
    itemsMinor: minor().notNull(),
    /** The lines' tax: on top of `itemsMinor`, or contained in it where prices include tax. */
    taxMinor: minor().notNull(),
    /** With its tax, as are the duties. */
    shippingMinor: minor().notNull(),
    dutyMinor: minor().notNull(),
    /** The part of `dutyMinor` that was for crossing a border. */
    dutyInternationalMinor: minor().notNull().default(sql`0`),
    tipMinor: minor().notNull().default(sql`0`),
    feeMinor: minor().notNull().default(sql`0`),
    adjustmentMinor: minor().notNull(),
    totalMinor: minor().notNull(),
    /** At the rates of the captures that it refunds. */
    totalShopMinor: minor().notNull().default(sql`0`),
    reason: text(),
    note: text(),
    /** The customer gets a mail about it. */
    isAnnounced: boolean().notNull().default(false),
    /** Cash for what was left on this gift card: it changes the form of an earlier refund. */
    reversesGiftCardId: uuid().references(() => giftCards.id),
    requestedById: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    requestedByName: text(),
    /** Why a second person had to decide, in sentences; empty when nobody had to. */
    approvalReasons: text().array().notNull().default(sql`'{}'`),
    expiresAt: at(),
    decidedById: uuid()
      .$type<StaffId>()
      .references(() => staff.id),
    decidedByName: text(),
    decidedAt: at(),
    decisionNote: text(),
    /** Reshipments: null for the order's own address. */
    shipTo: jsonb().$type<ShipTo>(),
    /** Reshipments: why a lead sends more than was bought. */
    overrideReason: text(),
    /** What went wrong last, in the catalog's terms and a reader's words. */
    error: jsonb().$type<{ kind: string; code: string; message: string }>(),
    nextAttemptAt: at(),
    settledAt: at(),
    idempotencyKey: text().notNull(),
    /** SHA-256 of what was asked under the key: the same key with other content is refused. */
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
    /** `taxMinor` by tax, as the order charged them. */
    taxes: jsonb()
      .$type<{ title: string; rate: string | null; amountMinor: string }[]>()
      .notNull()
      .default([]),
    /** Of `quantity`: units that had not left when they were refunded, and now never will. */
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

/** Which payment a part of a refund uses up, and where its money goes. */
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
    /** tender: back where it came from. gift_card: onto a gift card made for the customer. */
    destination: text({ enum: ['tender', 'gift_card'] }).notNull(),
    amountMinor: minor().notNull(),
    amountShopMinor: minor().notNull(),
    /** The gift card that takes it, new or the one that paid. */
    giftCardId: uuid()
      .$type<GiftCardId>()
      .references(() => giftCards.id),
    /** Key of the transaction that carries it out, and at the gateway; null until reserved. */
    transactionKey: text(),
    /** The gateway may have got it from this moment on: look it up before it is sent again. */
    sentAt: at(),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('resolution_tenders_payment').on(t.resolutionId, t.paymentId),
    index('resolution_tenders_key').on(t.transactionKey),
    check('resolution_tenders_amount', sql`${t.amountMinor} > 0`),
  ],
)
