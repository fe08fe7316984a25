import { type ExpectedPage, grouped } from './maths'
import { orderColumn, type Raw, type Rows, total, within } from './rows'

/** The expected sections of the tax report. */
export const expectedTax: ExpectedPage = (rows) => {
  const taxRows = [...collectedRows(rows), ...refundedRows(rows)].filter(
    (row) => orderColumn(row, 'status') !== 'canceled',
  )
  return {
    'by-currency': (span) => grouped(within(taxRows, 'at', span), (row) => [row.currency], amounts),
    'by-jurisdiction': (span) =>
      grouped(
        within(taxRows, 'at', span),
        (row) => [orderColumn(row, 'shipping_country'), row.title, row.rate, row.currency],
        amounts,
      ),
  }
}

const rateText = (rate: unknown) => (rate === null ? '' : String(Number(rate)))

const collectedRows = ({ taxes }: Rows): Raw[] =>
  taxes.map((row) => ({
    at: orderColumn(row, 'placed_at'),
    collected: row.amount_minor,
    refunded: 0n,
    currency: orderColumn(row, 'currency'),
    title: row.title,
    rate: rateText(row.rate),
    order: row.order,
  }))

const refundedRows = ({ refundedTaxes }: Rows): Raw[] =>
  refundedTaxes.map((row) => ({
    at: row.at,
    collected: 0n,
    refunded: row.amountMinor,
    currency: row.currency,
    title: row.title,
    rate: rateText(row.rate),
    order: row.order,
  }))

function amounts(rows: Raw[]) {
  const [collected, refunded] = [total(rows, 'collected'), total(rows, 'refunded')]
  return { collected, refunded, net: collected - refunded }
}
