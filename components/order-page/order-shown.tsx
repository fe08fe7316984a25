'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { OrderData } from './order-data'

const OrderContext = createContext<OrderData | undefined>(undefined)

/**
 * Hands the order to cells of a table. Their columns stay the same while the order is read anew,
 * so that what is open or has the focus in a cell stays so.
 */
export function OrderShown({ data, children }: { data: OrderData; children: ReactNode }) {
  return <OrderContext value={data}>{children}</OrderContext>
}

export function useOrderShown(): OrderData {
  const data = useContext(OrderContext)
  if (!data) throw new Error('useOrderShown is for cells inside OrderShown.')
  return data
}
