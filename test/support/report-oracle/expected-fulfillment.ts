import { type ExpectedPage, grouped, ranks, singleRow } from './maths'
import { count, orderColumn, type Raw, type Span, within } from './rows'

/** The expected sections of the fulfillment report. */
export const expectedFulfillment: ExpectedPage = ({ shipments, transactions }) => {
  const timed = shipments.map((row): Raw => ({ ...row, paid_at: paidAt(row, transactions) }))
  const by = (keyOf: (row: Raw) => unknown) => (span: Span) =>
    grouped(
      timed,
      (row) => [keyOf(row)],
      (rows) => ({ ...counts(rows, span), ...durations(rows, span) }),
    )
  return {
    figures: (span) => singleRow(counts(timed, span)),
    durations: (span) => singleRow(durations(timed, span)),
    'over-time': (span) =>
      singleRow({
        shipped: within(timed, 'shipped_at', span).length,
        delivered: within(timed, 'delivered_at', span).length,
      }),
    'by-carrier': by(({ carrier }) => carrier),
    'by-country': by((row) => orderColumn(row, 'shipping_country')),
  }
}

/** Returns the time of the order's first capture; undefined for reshipments. */
function paidAt(shipment: Raw, transactions: Raw[]): Date | undefined {
  if (shipment.resolution_id !== null) return undefined
  return transactions
    .filter(
      (transaction) =>
        transaction.order_id === shipment.order_id &&
        transaction.kind === 'capture' &&
        transaction.status === 'succeeded',
    )
    .map(({ at }) => at as Date)
    .sort((a, b) => a.getTime() - b.getTime())[0]
}

function counts(rows: Raw[], span: Span) {
  const shipped = within(rows, 'shipped_at', span)
  return {
    shipped: shipped.length,
    arrived: within(rows, 'delivered_at', span).length,
    lost: count(shipped, ({ status }) => status === 'lost'),
    returned: count(shipped, ({ status }) => status === 'returned'),
  }
}

function durations(rows: Raw[], span: Span) {
  return {
    ...ranks('ship', within(rows, 'shipped_at', span), 'paid_at', 'shipped_at'),
    ...ranks('deliver', within(rows, 'delivered_at', span), 'shipped_at', 'delivered_at'),
  }
}
