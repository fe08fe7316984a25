'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from '@/components/bulk/bulk-bar.module.css'
import { BULK_LABELS } from '@/components/bulk/bulk-labels'
import type { Selection } from '@/components/bulk/use-selection'
import { useReasonAgainst } from '@/components/shell/viewer'
import { ORDER_BULK_ACTION_NAMES, type OrderBulkAction } from '@/domain/bulk/bulk-jobs'
import { MAX_SELECTED } from '@/domain/bulk/selection'
import { exportOrders } from './export-orders'
import { OrderBulkDialog } from './order-bulk-dialog'
import { type OrderListState, orderFilterOf } from './order-list-url'

type Props = { state: OrderListState; selection: Selection }

const TOO_MANY = `You can select up to ${MAX_SELECTED} orders. To act on more, select all matching orders.`

/** Bulk actions for the selected orders, or for all orders matching the filter. */
export function OrderBulkBar({ state, selection }: Props) {
  const [kind, setKind] = useState<OrderBulkAction>()
  const { all, isAllMatching, selectAllMatching, clearAllMatching } = useAllMatching(state)
  const count = selection.ids.length
  const tooMany = !isAllMatching && count > MAX_SELECTED ? TOO_MANY : undefined
  const bulkReason = useReasonAgainst('orders.bulk') ?? tooMany
  const exportReason = useReasonAgainst('orders.export') ?? tooMany
  if (count === 0) return null
  const filter = isAllMatching ? all : { ids: [...selection.ids] }
  const clear = () => {
    selection.clear()
    clearAllMatching()
  }
  const onStarted = () => {
    setKind(undefined)
    clear()
  }
  return (
    <section className={classes.bar} aria-label="Bulk actions" data-selected>
      <span className={classes.summary} role="status">
        {isAllMatching ? 'All matching orders selected' : `${count} selected`}
        {!isAllMatching && (
          <Button variant="subtle" onClick={selectAllMatching}>
            Select all matching orders
          </Button>
        )}
      </span>
      <ActionButtons reasonAgainst={bulkReason} onSelect={setKind} />
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
        <OrderBulkDialog {...{ kind, filter, onStarted }} onClose={() => setKind(undefined)} />
      )}
    </section>
  )
}

/** Returns whether all matching orders are selected. Applies to one filter; changing it resets. */
function useAllMatching(state: OrderListState) {
  const [selectedFilter, setSelectedFilter] = useState<string>()
  const all = orderFilterOf(state)
  const filterKey = JSON.stringify(all)
  return {
    all,
    isAllMatching: selectedFilter === filterKey,
    selectAllMatching: () => setSelectedFilter(filterKey),
    clearAllMatching: () => setSelectedFilter(undefined),
  }
}

type ActionProps = {
  reasonAgainst: string | undefined
  onSelect: (kind: OrderBulkAction) => void
}

function ActionButtons({ reasonAgainst, onSelect }: ActionProps) {
  return ORDER_BULK_ACTION_NAMES.map((kind) => (
    <ReasonedButton
      key={kind}
      variant="default"
      reasonAgainst={reasonAgainst}
      onClick={() => onSelect(kind)}
    >
      {BULK_LABELS[kind].verb}…
    </ReasonedButton>
  ))
}
