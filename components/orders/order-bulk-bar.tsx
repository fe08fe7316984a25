'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from '@/components/bulk/bulk-bar.module.css'
import { BULK_LABELS } from '@/components/bulk/bulk-labels'
import type { Selection } from '@/components/bulk/use-selection'
import { useReasonAgainst } from '@/components/shell/viewer'
import { ORDER_BULK_KINDS, type OrderBulkKind } from '@/domain/bulk/bulk-jobs'
import { MAX_SELECTED } from '@/domain/bulk/selection'
import { exportOrders } from './export-orders'
import { OrderBulkDialog } from './order-bulk-dialog'
import { type OrderListState, orderFilterOf } from './order-list-url'

type Props = { state: OrderListState; selection: Selection }

/** Bulk actions for the selected orders, or for all orders matching the filter. */
export function OrderBulkBar({ state, selection }: Props) {
  const [kind, setKind] = useState<OrderBulkKind>()
  const [selectedFilter, setSelectedFilter] = useState<string>()
  const all = orderFilterOf(state)
  // "All matching" applies to one filter; changing the filter resets it.
  const isAllMatching = selectedFilter === JSON.stringify(all)
  const count = selection.ids.length
  const tooMany =
    !isAllMatching && count > MAX_SELECTED
      ? `You can select up to ${MAX_SELECTED} orders. To act on more, select all matching orders.`
      : undefined
  const bulkReason = useReasonAgainst('orders.bulk') ?? tooMany
  const exportReason = useReasonAgainst('orders.export') ?? tooMany
  if (count === 0) return null
  const filter = isAllMatching ? all : { ids: [...selection.ids] }
  const clear = () => {
    selection.clear()
    setSelectedFilter(undefined)
  }
  return (
    <section className={classes.bar} aria-label="Bulk actions" data-selected>
      <span className={classes.summary} role="status">
        {isAllMatching ? 'All matching orders selected' : `${count} selected`}
        {!isAllMatching && (
          <Button variant="subtle" onClick={() => setSelectedFilter(JSON.stringify(all))}>
            Select all matching orders
          </Button>
        )}
      </span>
      {ORDER_BULK_KINDS.map((each) => (
        <ReasonedButton
          key={each}
          variant="default"
          reasonAgainst={bulkReason}
          onClick={() => setKind(each)}
        >
          {BULK_LABELS[each].verb}…
        </ReasonedButton>
      ))}
      <ReasonedButton
        variant="default"
        reasonAgainst={exportReason}
        onClick={() => exportOrders(filter)}
      >
        Export selected
      </ReasonedButton>
      <Button variant="subtle" onClick={clear}>
        Clear selection
      </Button>
      {kind && (
        <OrderBulkDialog
          kind={kind}
          filter={filter}
          onClose={() => setKind(undefined)}
          onStarted={() => {
            setKind(undefined)
            clear()
          }}
        />
      )}
    </section>
  )
}
