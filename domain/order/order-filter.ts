import { z } from 'zod'
import { COUNTRY_CODES } from '../address/countries'
import { MAX_SELECTED } from '../bulk/selection'
import { isCurrency } from '../money/money'
import { MAX_SEARCH_LENGTH, ORDER_VIEW_NAMES } from './order-views'

export const ORDER_STATUSES = [
  'processing',
  'waiting',
  'blocked',
  'on_hold',
  'completed',
  'canceled',
] as const
export const PAYMENT_STATUSES = [
  'pending',
  'authorized',
  'declined',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
] as const
export const FULFILLMENT_STATUSES = ['unfulfilled', 'partial', 'fulfilled'] as const
export const EXCEPTION_STAGES = ['auto', 'staff', 'engineer'] as const

/** A leading `-` sorts in descending order. */
export const ORDER_SORTS = [
  '-placed',
  'placed',
  '-total',
  'total',
  'customer',
  '-customer',
] as const
export type OrderSort = (typeof ORDER_SORTS)[number]

/** A day as `2026-11-22`. */
export const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
/** An amount in units of the order's currency, e.g. `12.50`. */
export const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/

// Postgres text cannot contain NUL, so nothing stored can match it.
const Text = z
  .string()
  .max(300)
  .refine((text) => !text.includes('\0'), 'Invalid filter value.')
const someOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.array(z.enum(values)).max(values.length).default([])

/** The orders a list shows: all conditions must match, each by any of its values. */
export const OrderFilterInput = z.object({
  view: z.enum(ORDER_VIEW_NAMES).default('all'),
  search: z.string().trim().max(MAX_SEARCH_LENGTH).default(''),
  status: someOf(ORDER_STATUSES),
  payment: someOf(PAYMENT_STATUSES),
  fulfillment: someOf(FULFILLMENT_STATUSES),
  /** Orders with an open exception at one of these stages. */
  stage: someOf(EXCEPTION_STAGES),
  storefront: z.array(z.uuid()).max(100).default([]),
  currency: z.array(z.string().refine(isCurrency, 'Unknown currency code.')).max(200).default([]),
  /** Shipping country, ISO 3166-1 alpha-2. */
  country: z
    .array(z.string().refine((code) => COUNTRY_CODES.includes(code), 'Unknown country code.'))
    .max(300)
    .default([]),
  /** First and last day, in UTC. */
  from: z.string().regex(DAY).optional(),
  to: z.string().regex(DAY).optional(),
  min: z.string().regex(AMOUNT).optional(),
  max: z.string().regex(AMOUNT).optional(),
  tag: z.array(Text).max(50).default([]),
  /** Staff ids; `none` for unassigned orders. */
  assignee: z
    .array(z.union([z.uuid(), z.literal('none')]))
    .max(100)
    .default([]),
  /** Selected orders; empty: the other conditions alone apply. */
  ids: z.array(z.uuid()).max(MAX_SELECTED).default([]),
  sort: z.enum(ORDER_SORTS).default('-placed'),
})
export type OrderFilter = z.infer<typeof OrderFilterInput>
