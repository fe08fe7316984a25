import { type ExpectedPage, exceptionCells, grouped, ranks, ratio, singleRow } from './maths'
import { within } from './rows'

/** The expected sections of the exceptions report. */
export const expectedExceptions: ExpectedPage = ({ exceptions, orders }) => ({
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
})
