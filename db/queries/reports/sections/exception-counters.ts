import type { SumRow } from '../read-topic'

/**
 * Turns exception rows into sums (`opened`, `closed`, `auto`, `met`, `due`, `returned`), so that a
 * rate can be computed from two of them. Order rows become the sum `orders`.
 */
export function exceptionCounters(
  rows: readonly SumRow[],
  orders: readonly SumRow[] = [],
): SumRow[] {
  const counted = rows.map((row) => {
    const { basis, auto, sla, recurred } = row.by
    const n = BigInt(row.n)
    const isClosed = basis === 'closed'
    const sums = {
      opened: basis === 'opened' ? n : 0n,
      closed: isClosed ? n : 0n,
      auto: isClosed && auto === 'yes' ? n : 0n,
      met: isClosed && sla === 'met' ? n : 0n,
      due: isClosed && sla !== 'none' ? n : 0n,
      returned: isClosed && recurred === 'yes' ? n : 0n,
      orders: 0n,
    }
    return { ...row, sums }
  })
  return [...counted, ...orders.map((row) => ({ ...row, sums: { orders: BigInt(row.n) } }))]
}
