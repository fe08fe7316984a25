'use client'

import { IconDownload } from '@tabler/icons-react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import { useReasonAgainst } from '@/components/shell/viewer'
import { exportOrders } from './export-orders'
import { type OrderListState, orderFilterOf } from './order-list-url'

/** Downloads all orders matching the filter as a CSV file. */
export function ExportButton({ state }: { state: OrderListState }) {
  return (
    <ReasonedButton
      variant="default"
      onClick={() => exportOrders(orderFilterOf(state))}
      reasonAgainst={useReasonAgainst('orders.export')}
      icon={<IconDownload size={16} aria-hidden />}
    >
      Export
    </ReasonedButton>
  )
}
