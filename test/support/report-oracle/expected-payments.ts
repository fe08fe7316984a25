import { type ExpectedPage, type ExpectedRows, grouped, ratio, singleRow } from './maths'
import type { Span } from './rows'
import { count, type Raw, total, within } from './rows'

const KINDS = ['authorization', 'capture', 'refund', 'void']

/** The expected sections of the payments report. */
export const expectedPayments: ExpectedPage = ({ transactions, disputes, entries }) => ({
  ...successSections(transactions),
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
  'gift-cards': (span) => giftCards(entries, span),
})

function successSections(transactions: Raw[]): ReturnType<ExpectedPage> {
  return {
    figures: (span) => {
      const inSpan = within(transactions, 'at', span)
      const rates = KINDS.map((kind) => [`${kind}:success`, successRate(inSpan, kind)] as const)
      return singleRow({
        ...Object.fromEntries(rates),
        unknown: count(inSpan, ({ status }) => status === 'pending'),
      })
    },
    'success-over-time': (span) => {
      const inSpan = within(transactions, 'at', span)
      return singleRow(Object.fromEntries(KINDS.map((kind) => [kind, successRate(inSpan, kind)])))
    },
    'by-gateway': (span) =>
      grouped(within(transactions, 'at', span), (row) => [row.gateway, row.kind], outcomes),
    'by-method': (span) =>
      grouped(within(transactions, 'at', span), (row) => [row.method, row.kind], outcomes),
  }
}

function successRate(rows: Raw[], kind: string): number | null {
  const ofKind = rows.filter((row) => row.kind === kind)
  return outcomes(ofKind).success
}

function outcomes(rows: Raw[]) {
  const succeeded = count(rows, ({ status }) => status === 'succeeded')
  const failed = count(rows, ({ status }) => status === 'failed')
  const success = ratio(succeeded, succeeded + failed)
  return { succeeded, failed, pending: rows.length - succeeded - failed, success }
}

/** Movements in the span, and the balance of all cards at its end. */
function giftCards(entries: Raw[], span: Span): ExpectedRows {
  return grouped(
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
  )
}
