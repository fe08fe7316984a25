import type { Report } from '@/domain/reports/report-model'
import { type ExpectedRows, exceptionCells, grouped, ranks, ratio, singleRow } from './maths'
import { count, orderColumn, type Raw, type Rows, type Span, total, within } from './rows'

// The expected sections of each page, computed row by row without the SQL of the reports.

type Pages = Record<string, (span: Span) => ExpectedRows>

/** The expected sections of each page. */
export const EXPECTED_PAGES: Partial<Record<Report['page'], (rows: Rows) => Pages>> = {
  overview: ({ orders, refunds, exceptions }) => {
    const sold = orders.filter(({ status }) => status !== 'canceled')
    const made = refunds.filter(
      (row) => row.kind === 'refund' && row.status === 'succeeded' && !row.reverses_gift_card_id,
    )
    const money = (rows: Raw[], column: string, topic: string, currencyOf: (row: Raw) => unknown) =>
      Object.fromEntries(
        [...new Set(rows.map(currencyOf))].map((code) => [
          `${topic}:${code}`,
          total(
            rows.filter((row) => currencyOf(row) === code),
            column,
          ),
        ]),
      )
    return {
      figures: (span) => {
        const own = within(sold, 'placed_at', span)
        const back = within(made, 'at', span)
        const { opened, closed, sla } = exceptionCells(exceptions, span)
        return singleRow({
          ...{ orders: own.length, refunds: back.length, opened, closed, sla },
          ...money(own, 'total_shop_minor', 'orders', (row) => row.shop_currency),
          ...money(back, 'total_shop_minor', 'refunds', (row) => orderColumn(row, 'shop_currency')),
        })
      },
      'orders-over-time': (span) => singleRow({ orders: within(sold, 'placed_at', span).length }),
      'exceptions-over-time': (span) => {
        const { opened, closed } = exceptionCells(exceptions, span)
        return singleRow({ opened, closed })
      },
    }
  },
  exceptions: ({ exceptions, orders }) => ({
    figures: (span) => {
      const cells = exceptionCells(exceptions, span)
      const placed = within(orders, 'placed_at', span).length
      const per = ratio(cells.opened * 1000, placed)
      return singleRow({
        ...cells,
        'per-thousand': per === null ? null : Math.round(per * 10) / 10,
      })
    },
    durations: (span) => {
      const resolved = within(exceptions, 'closed_at', span).filter(
        ({ status }) => status === 'resolved',
      )
      const touched = within(exceptions, 'first_touched_at', span)
      return singleRow({
        ...ranks('touch', touched, 'opened_at', 'first_touched_at'),
        ...ranks('resolve', resolved, 'opened_at', 'closed_at'),
      })
    },
    'over-time': (span) => {
      const { opened, closed } = exceptionCells(exceptions, span)
      return singleRow({ opened, closed })
    },
    'by-kind': (span) =>
      new Map(
        [...new Set(exceptions.map(({ kind }) => String(kind)))].map((kind) => {
          const resolved = within(exceptions, 'closed_at', span).filter(
            (row) => row.status === 'resolved' && row.kind === kind,
          )
          const cells = exceptionCells(exceptions, span, (row) => row.kind === kind)
          return [kind, { ...cells, ...ranks('resolve', resolved, 'opened_at', 'closed_at') }]
        }),
      ),
    causes: (span) =>
      grouped(
        within(exceptions, 'opened_at', span),
        (row) => [row.fingerprint, row.kind],
        (rows) => ({ opened: rows.length }),
      ),
  }),
  payments: ({ transactions, disputes, entries }) => {
    const kinds = ['authorization', 'capture', 'refund', 'void']
    const success = (rows: Raw[], kind: string) => {
      const good = count(rows, (row) => row.kind === kind && row.status === 'succeeded')
      return ratio(good, good + count(rows, (row) => row.kind === kind && row.status === 'failed'))
    }
    const outcomes = (rows: Raw[]) => {
      const [good, bad] = ['succeeded', 'failed'].map((status) =>
        count(rows, (row) => row.status === status),
      ) as [number, number]
      return {
        succeeded: good,
        failed: bad,
        pending: rows.length - good - bad,
        success: ratio(good, good + bad),
      }
    }
    return {
      figures: (span) => {
        const own = within(transactions, 'at', span)
        const rates = kinds.map((kind) => [`${kind}:success`, success(own, kind)] as const)
        return singleRow({
          ...Object.fromEntries(rates),
          unknown: count(own, ({ status }) => status === 'pending'),
        })
      },
      'success-over-time': (span) =>
        singleRow(
          Object.fromEntries(
            kinds.map((kind) => [kind, success(within(transactions, 'at', span), kind)]),
          ),
        ),
      'by-gateway': (span) =>
        grouped(within(transactions, 'at', span), (row) => [row.gateway, row.kind], outcomes),
      'by-method': (span) =>
        grouped(within(transactions, 'at', span), (row) => [row.method, row.kind], outcomes),
      declines: (span) =>
        grouped(
          within(transactions, 'at', span).filter(({ status }) => status === 'failed'),
          (row) => [row.error_code, row.kind, row.gateway],
          (rows) => ({ failed: rows.length }),
        ),
      amounts: (span) =>
        grouped(
          within(transactions, 'at', span).filter(({ status }) => status === 'succeeded'),
          (row) => [row.kind, row.currency],
          (rows) => ({ transactions: rows.length, amount: total(rows, 'amount_minor') }),
        ),
      chargebacks: (span) =>
        grouped(
          within(disputes, 'initiated_at', span),
          (row) => [row.kind, row.status, row.reason, row.currency],
          (rows) => ({ disputes: rows.length, amount: total(rows, 'amount_minor') }),
        ),
      // The balance of all cards at the end of the range.
      'gift-cards': (span) =>
        grouped(
          entries.filter(({ at }) => (at as Date) < span.end),
          (row) => [row.currency],
          (rows) => {
            const moved = (...kinds: string[]) =>
              total(
                within(rows, 'at', span).filter(({ kind }) => kinds.includes(String(kind))),
                'amount_minor',
              )
            return {
              issued: moved('issued', 'credited'),
              redeemed: moved('redeemed'),
              reversed: moved('reversed'),
              voided: moved('voided'),
              outstanding: total(rows, 'amount_minor'),
            }
          },
        ),
    }
  },
  fulfillment: ({ shipments, transactions }) => {
    const paidAt = (row: Raw) =>
      row.resolution_id === null
        ? transactions
            .filter(
              (transaction) =>
                transaction.order_id === row.order_id &&
                transaction.kind === 'capture' &&
                transaction.status === 'succeeded',
            )
            .map(({ at }) => at as Date)
            .sort((a, b) => a.getTime() - b.getTime())[0]
        : undefined
    const timed = shipments.map((row): Raw => ({ ...row, paid_at: paidAt(row) }))
    const cells = (rows: Raw[], span: Span) => {
      const [left, arrived] = [within(rows, 'shipped_at', span), within(rows, 'delivered_at', span)]
      const among = (status: string) => count(left, (row) => row.status === status)
      return {
        counts: {
          shipped: left.length,
          arrived: arrived.length,
          lost: among('lost'),
          returned: among('returned'),
        },
        durations: {
          ...ranks('ship', left, 'paid_at', 'shipped_at'),
          ...ranks('deliver', arrived, 'shipped_at', 'delivered_at'),
        },
      }
    }
    const by = (keyOf: (row: Raw) => unknown) => (span: Span) =>
      grouped(
        timed,
        (row) => [keyOf(row)],
        (rows) => {
          const { counts, durations } = cells(rows, span)
          return { ...counts, ...durations }
        },
      )
    return {
      figures: (span) => singleRow(cells(timed, span).counts),
      durations: (span) => singleRow(cells(timed, span).durations),
      'over-time': (span) =>
        singleRow({
          shipped: within(timed, 'shipped_at', span).length,
          delivered: within(timed, 'delivered_at', span).length,
        }),
      'by-carrier': by(({ carrier }) => carrier),
      'by-country': by((row) => orderColumn(row, 'shipping_country')),
    }
  },
  tax: ({ taxes, refundedTaxes }) => {
    const rateOf = (rate: unknown) => (rate === null ? '' : String(Number(rate)))
    const known = [
      ...taxes.map(
        (row): Raw => ({
          at: orderColumn(row, 'placed_at'),
          collected: row.amount_minor,
          refunded: 0n,
          currency: orderColumn(row, 'currency'),
          title: row.title,
          rate: rateOf(row.rate),
          order: row.order,
        }),
      ),
      ...refundedTaxes.map(
        (row): Raw => ({
          at: row.at,
          collected: 0n,
          refunded: row.amountMinor,
          currency: row.currency,
          title: row.title,
          rate: rateOf(row.rate),
          order: row.order,
        }),
      ),
    ].filter((row) => orderColumn(row, 'status') !== 'canceled')
    const cells = (rows: Raw[]) => {
      const [collected, refunded] = [total(rows, 'collected'), total(rows, 'refunded')]
      return { collected, refunded, net: collected - refunded }
    }
    return {
      'by-currency': (span) => grouped(within(known, 'at', span), (row) => [row.currency], cells),
      'by-jurisdiction': (span) =>
        grouped(
          within(known, 'at', span),
          (row) => [orderColumn(row, 'shipping_country'), row.title, row.rate, row.currency],
          cells,
        ),
    }
  },
  pipeline: ({ webhooks }) => ({
    figures: (span) => {
      const own = within(webhooks, 'received_at', span)
      return singleRow({
        received: own.length,
        duplicates: Number(total(own, 'duplicates')),
        unreadable: count(own, ({ status }) => status === 'unreadable'),
      })
    },
    durations: (span) =>
      singleRow(
        ranks('work', within(webhooks, 'received_at', span), 'received_at', 'processed_at'),
      ),
    'over-time': (span) => singleRow({ received: within(webhooks, 'received_at', span).length }),
  }),
}
