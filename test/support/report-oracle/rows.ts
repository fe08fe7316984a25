import type postgres from 'postgres'
import type { ReportInput } from '@/domain/reports/report-input'

/** A row of a table, as returned by the driver. */
export type Raw = Record<string, unknown>
export type Span = { start: Date; end: Date }

/** All rows that pass the filters of an input; rows that belong to an order have it as `order`. */
export type Rows = Record<
  | 'orders'
  | 'exceptions'
  | 'shipments'
  | 'transactions'
  | 'taxes'
  | 'refundedTaxes'
  | 'entries'
  | 'disputes'
  | 'refunds'
  | 'steps'
  | 'webhooks',
  Raw[]
>

/** Reads whole tables and filters them row by row. */
export async function readRows(sql: postgres.Sql, input: ReportInput): Promise<Rows> {
  const all = async (table: string) => [...(await sql.unsafe<Raw[]>(`select * from ${table}`))]
  const orders = (await all('orders')).filter((row) => passes(row, input))
  const byId = new Map(orders.map((row) => [row.id, row]))
  const ofOrders = (rows: Raw[]): Raw[] =>
    rows.flatMap((row) =>
      byId.has(row.order_id) ? [{ ...row, order: byId.get(row.order_id) }] : [],
    )
  const payments = new Map((await all('payments')).map((row) => [row.id, row]))
  const refunds = ofOrders(await all('resolutions'))
  const refundById = new Map(refunds.map((row) => [row.id, row]))
  const refundedTaxes = (await all('resolution_lines')).flatMap((line) => {
    const refund = refundById.get(line.resolution_id)
    if (refund?.kind !== 'refund' || refund.status !== 'succeeded') return []
    return (line.taxes as Raw[]).map(
      (tax): Raw => ({ ...tax, at: refund.at, order: refund.order, currency: refund.currency }),
    )
  })
  const cards = new Map((await all('gift_cards')).map((row) => [row.id, row]))
  const passesFilters = (row: Raw) =>
    (!input.storefront || row.storefront_id === input.storefront) &&
    (!input.country || row.country === input.country) &&
    (!input.currency || row.currency === input.currency) &&
    (!input.gateway || row.gateway === input.gateway)
  const transactions = (await all('payment_transactions')).flatMap((row): Raw[] => {
    const payment = payments.get(row.payment_id)
    const [order] = [...byId.values()].filter(({ id }) => id === row.order_id)
    return payment && order
      ? [{ ...row, method: payment.kind, gateway: payment.gateway, currency: payment.currency }]
      : []
  })
  const hasNoOrderFilter = !input.country && !input.gateway
  return {
    orders,
    exceptions: (await all('exceptions')).filter(passesFilters),
    shipments: ofOrders(await all('shipments')),
    transactions,
    taxes: ofOrders(await all('order_tax_lines')),
    refundedTaxes,
    entries: (await all('gift_card_entries')).flatMap((row): Raw[] => {
      const card = cards.get(row.gift_card_id)
      const isIncluded = hasNoOrderFilter && (!input.currency || card?.currency === input.currency)
      return card && isIncluded ? [{ ...row, currency: card.currency }] : []
    }),
    disputes: ofOrders(await all('disputes')),
    refunds,
    steps: await all('order_steps'),
    webhooks: await all('webhooks'),
  }
}

function passes(order: Raw, { country, currency, gateway, storefront }: ReportInput): boolean {
  return (
    (!country || order.shipping_country === country) &&
    (!currency || order.currency === currency) &&
    (!gateway || order.gateway === gateway) &&
    (!storefront || order.storefront_id === storefront)
  )
}

export const within = (rows: Raw[], column: string, { start, end }: Span) =>
  rows.filter((row) => row[column] && (row[column] as Date) >= start && (row[column] as Date) < end)
/** Returns a column of the order that a row belongs to. */
export const orderColumn = (row: Raw, name: string) => ((row.order ?? {}) as Raw)[name]
export const count = (rows: Raw[], is: (row: Raw) => boolean) => rows.filter(is).length
export const total = (rows: Raw[], column: string) =>
  rows.reduce((sum, row) => sum + BigInt(String(row[column])), 0n)
