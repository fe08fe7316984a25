import { z } from 'zod'
import { COUNTRY_CODES } from '../address/countries'
import { isCurrency } from '../money/money'
import type { Permission } from '../staff/permissions'

/** The kinds of rows behind the numbers; each can be listed and exported. */
export const DRILL_SETS = [
  'orders',
  'order_lines',
  'order_taxes',
  'refunds',
  'refund_lines',
  'refund_taxes',
  'exceptions',
  'transactions',
  'disputes',
  'gift_card_entries',
  'shipments',
  'webhooks',
  'steps',
] as const
export type DrillSet = (typeof DRILL_SETS)[number]

/** Names of one row and of several rows of a set. */
export const DRILL_LABELS: Record<DrillSet, { one: string; many: string }> = {
  orders: { one: 'order', many: 'orders' },
  order_lines: { one: 'line', many: 'lines' },
  order_taxes: { one: 'tax', many: 'taxes' },
  refunds: { one: 'refund or reshipment', many: 'refunds and reshipments' },
  refund_lines: { one: 'refunded item', many: 'refunded items' },
  refund_taxes: { one: 'refunded tax', many: 'refunded taxes' },
  exceptions: { one: 'exception', many: 'exceptions' },
  transactions: { one: 'payment transaction', many: 'payment transactions' },
  disputes: { one: 'dispute', many: 'disputes' },
  gift_card_entries: { one: 'gift card entry', many: 'gift card entries' },
  shipments: { one: 'parcel', many: 'parcels' },
  webhooks: { one: 'webhook', many: 'webhooks' },
  steps: { one: 'step', many: 'steps' },
}

/** The permission to see the rows of a set. */
export const DRILL_PERMISSIONS: Record<DrillSet, Permission> = {
  orders: 'reports.read',
  order_lines: 'reports.read',
  exceptions: 'reports.read',
  shipments: 'reports.read',
  order_taxes: 'reports.money',
  refunds: 'reports.money',
  refund_lines: 'reports.money',
  refund_taxes: 'reports.money',
  transactions: 'reports.money',
  disputes: 'reports.money',
  gift_card_entries: 'reports.money',
  webhooks: 'reports.pipeline',
  steps: 'reports.pipeline',
}

// Postgres text can't contain NUL.
const Value = z
  .string()
  .max(300)
  .refine((text) => !text.includes('\0'), 'Invalid filter value.')

/**
 * Selects rows of a set by time (`to` is exclusive) and by dimension values. A value with `|` between
 * alternatives matches any of them.
 */
export const DrillFilterInput = z.object({
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  storefront: z.uuid().optional(),
  country: z.string().refine(isCountry, 'Unknown country code.').optional(),
  currency: z.string().refine(isCurrency, 'Unknown currency code.').optional(),
  gateway: Value.optional(),
  /** Values of the set's own dimensions, by name, e.g. `{ kind: 'refund', reason: 'damage' }`. */
  where: z.record(z.string().regex(/^[a-z_]{1,40}$/), Value).optional(),
})
export type DrillFilter = z.infer<typeof DrillFilterInput>

/** A drill-down: the set of the rows behind a number, and the filter that selects exactly them. */
export const DrillInput = z.object({ set: z.enum(DRILL_SETS), filter: DrillFilterInput })
export type Drill = z.infer<typeof DrillInput>

/** Serializes a drill-down for a URL. */
export function formatDrill(drill: Drill): string {
  return JSON.stringify(drill)
}

/** Parses the output of `formatDrill`; returns undefined for anything else. */
export function parseDrill(text: string): Drill | undefined {
  try {
    return DrillInput.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Accepts '' as well, which selects orders without an address. */
function isCountry(code: string): boolean {
  return code === '' || COUNTRY_CODES.includes(code)
}
