'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { OrderData } from './order-data'

const OrderContext = createContext<OrderData | undefined>(undefined)

/**
 * Provides the order to table cells. The columns stay constant when the order is refetched, so that
 * open popovers and the focus in a cell are kept.
 */
export function OrderDataProvider({ data, children }: { data: OrderData; children: ReactNode }) {
  return <OrderContext value={data}>{children}</OrderContext>
}

export function useOrderData(): OrderData {
  const data = useContext(OrderContext)
  if (!data) throw new Error('useOrderData must be used inside OrderDataProvider.')
  return data
}
