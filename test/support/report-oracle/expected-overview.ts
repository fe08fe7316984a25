import { type ExpectedPage, exceptionCells, singleRow } from './maths'
import { orderColumn, type Raw, total, within } from './rows'

/** The expected sections of the overview report. */
export const expectedOverview: ExpectedPage = ({ orders, refunds, exceptions }) => {
  const sold = orders.filter(({ status }) => status !== 'canceled')
  const succeeded = refunds.filter(
    (row) => row.kind === 'refund' && row.status === 'succeeded' && !row.reverses_gift_card_id,
  )
  return {
    figures: (span) => {
      const inSpan = within(sold, 'placed_at', span)
      const refunded = within(succeeded, 'at', span)
      const { opened, closed, sla } = exceptionCells(exceptions, span)
      return singleRow({
        ...{ orders: inSpan.length, refunds: refunded.length, opened, closed, sla },
        ...amountsByCurrency(inSpan, 'total_shop_minor', 'orders', (row) => row.shop_currency),
        ...amountsByCurrency(refunded, 'total_shop_minor', 'refunds', (row) =>
          orderColumn(row, 'shop_currency'),
        ),
      })
    },
    'orders-over-time': (span) => singleRow({ orders: within(sold, 'placed_at', span).length }),
    'exceptions-over-time': (span) => {
      const { opened, closed } = exceptionCells(exceptions, span)
      return singleRow({ opened, closed })
    },
  }
}

function amountsByCurrency(
  rows: Raw[],
  column: string,
  topic: string,
  currencyOf: (row: Raw) => unknown,
) {
  const currencies = [...new Set(rows.map(currencyOf))]
  const amountIn = (code: unknown) =>
    total(
      rows.filter((row) => currencyOf(row) === code),
      column,
    )
  return Object.fromEntries(currencies.map((code) => [`${topic}:${code}`, amountIn(code)]))
}
