import type { StatusLabel } from '@/components/status/labels'
import type { Line, OrderData } from '../order-data'

const GONE = ['label_bought', 'in_transit', 'delivered', 'lost', 'returned']

/** What became of a line: how much of it was refunded, removed or has left. */
export function lineState(line: Line, data: OrderData): StatusLabel {
  const refunded = unitsOf(
    line,
    data.resolutions.filter(({ kind, status }) => kind === 'refund' && status === 'succeeded'),
  )
  const shipped = unitsOf(
    line,
    // What is sent again has left before.
    data.shipments.filter(({ status, resolutionId }) => !resolutionId && GONE.includes(status)),
  )
  if (refunded > 0) return share('stopped', 'refunded', refunded, line.quantity)
  if (line.currentQuantity === 0 && line.quantity > 0) return { tone: 'stopped', label: 'Removed' }
  if (!line.requiresShipping) return { tone: 'quiet', label: 'Not shipped' }
  if (shipped > 0) {
    const isWhole = shipped >= line.currentQuantity
    return share(isWhole ? 'good' : 'waiting', 'shipped', shipped, line.currentQuantity)
  }
  return { tone: 'quiet', label: 'Unfulfilled' }
}

type WithLines = { lines: { lineId: string; quantity: number }[] }

function unitsOf(line: Line, holders: WithLines[]): number {
  return holders
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

function share(tone: StatusLabel['tone'], word: string, part: number, whole: number): StatusLabel {
  const label = part >= whole ? word : `${part} of ${whole} ${word}`
  return { tone, label: label.charAt(0).toUpperCase() + label.slice(1) }
}
