import type { StatusLabel } from '@/components/status/labels'
import type { Line, OrderData } from '../order-data'

const SHIPPED_STATUSES = ['label_bought', 'in_transit', 'delivered', 'lost', 'returned']

/** Returns the status of a line: refunded, removed, shipped or unfulfilled, with the units. */
export function lineState(line: Line, data: OrderData): StatusLabel {
  const refunded = unitsOf(
    line,
    data.resolutions.filter(({ kind, status }) => kind === 'refund' && status === 'succeeded'),
  )
  const shipped = unitsOf(
    line,
    // Reshipped units were already counted in their first shipment.
    data.shipments.filter(
      ({ status, resolutionId }) => !resolutionId && SHIPPED_STATUSES.includes(status),
    ),
  )
  if (refunded > 0) return partialStatus('stopped', 'refunded', refunded, line.quantity)
  if (line.currentQuantity === 0 && line.quantity > 0) return { tone: 'stopped', label: 'Removed' }
  if (!line.requiresShipping) return { tone: 'quiet', label: 'No shipping required' }
  if (shipped > 0) {
    const isWhole = shipped >= line.currentQuantity
    return partialStatus(isWhole ? 'good' : 'waiting', 'shipped', shipped, line.currentQuantity)
  }
  return { tone: 'quiet', label: 'Unfulfilled' }
}

type WithLines = { lines: { lineId: string; quantity: number }[] }

function unitsOf(line: Line, records: WithLines[]): number {
  return records
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

function partialStatus(
  tone: StatusLabel['tone'],
  word: string,
  part: number,
  whole: number,
): StatusLabel {
  const label = part >= whole ? word : `${part} of ${whole} ${word}`
  return { tone, label: label.charAt(0).toUpperCase() + label.slice(1) }
}
