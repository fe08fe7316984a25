'use client'

import { useQuery } from '@tanstack/react-query'
import { CustomerPanel } from '@/components/customers/customer-panel'
import layout from '@/components/panel/detail-page.module.css'
import { ResolutionList } from '@/components/refund/resolution-list'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from './actions/banner'
import { Notes } from './actions/notes'
import { AddressCards } from './address-card'
import { ExceptionList } from './items/exception-list'
import { ItemTable } from './items/item-table'
import { PriceList } from './items/price-list'
import { ShipmentList } from './items/shipment-list'
import { TransactionList } from './items/transaction-list'
import { isFinished, type OrderData } from './order-data'
import { CustomerDetails, OrderDetails } from './order-details'
import { OrderHeader } from './order-header'
import { OrderPageSkeleton } from './order-page-skeleton'
import { PipelineStrip } from './pipeline-strip'
import { Timeline } from './timeline/timeline'
import { type Reveal, useRevealed } from './use-revealed'

const POLL_MS = 1000
const REFUND_POLL_MS = 2_500
const SLOW_POLL_MS = 15_000

/** Renders an order with all its data. Polls while the pipeline runs. */
export function OrderPage({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const {
    data: order,
    error,
    refetch,
    isFetching,
  } = useQuery(
    trpc.orders.get.queryOptions(
      { orderId },
      {
        refetchInterval: ({ state }) => pollMs(state.data),
      },
    ),
  )
  const { data, reveal } = useRevealed(order)
  if (error && !data)
    return (
      <Failure isPage title="Couldn't load this order" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <OrderPageSkeleton />
  return (
    <>
      <StaleBar isStale={error !== null} />
      <div className={layout.page}>
        <OrderHeader data={data} />
        <Banner data={data} />
        <PipelineStrip steps={data.steps} />
        <div className={layout.columns}>
          <Main data={data} />
          <Side data={data} reveal={reveal} />
        </div>
      </div>
    </>
  )
}

function Main({ data }: { data: OrderData }) {
  return (
    <div className={layout.main}>
      <ItemTable data={data} />
      <PriceList data={data} />
      <TransactionList data={data} />
      <ShipmentList data={data} />
      <ResolutionList data={data} />
      <ExceptionList data={data} />
      <Timeline data={data} />
    </div>
  )
}

function Side({ data, reveal }: { data: OrderData; reveal: Reveal }) {
  return (
    <aside className={layout.side} aria-label="About this order">
      <OrderDetails data={data} />
      <CustomerDetails order={data.order} reveal={reveal} />
      <CustomerPanel orderId={data.order.id} version={data.timeline.events[0]?.id ?? ''} />
      <AddressCards data={data} />
      <Notes data={data} />
    </aside>
  )
}

/** Returns the poll interval. A finished order is polled slowly, because it can still be refunded or disputed. */
function pollMs(data: OrderData | undefined): number {
  if (!data || !isFinished(data.order)) return POLL_MS
  const hasOpenResolution = data.resolutions.some(({ status }) => OPEN_RESOLUTIONS.has(status))
  return hasOpenResolution ? REFUND_POLL_MS : SLOW_POLL_MS
}

/** Statuses of refunds and reshipments that are not final. */
const OPEN_RESOLUTIONS: ReadonlySet<string> = new Set(['requested', 'pending'])
