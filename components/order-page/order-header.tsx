'use client'

import { Copyable } from '@/components/copyable/copyable'
import layout from '@/components/panel/detail-page.module.css'
import { RefundButton } from '@/components/refund/refund-button'
import { FULFILLMENT_LABELS, PAYMENT_LABELS } from '@/components/status/labels'
import { orderStatusLabel } from '@/components/status/order-labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { ActionMenu } from './actions/action-menu'
import { DocumentMenu } from './actions/document-menu'
import { type OrderData, positionOf } from './order-data'

/** Renders the order number, statuses, origin and action buttons. */
export function OrderHeader({ data }: { data: OrderData }) {
  const { order, storefront } = data
  return (
    <header className={layout.header}>
      <Copyable value={order.name} what="order number">
        <h1>{order.name}</h1>
      </Copyable>
      <StatusBadge pill status={orderStatusLabel(order.status, positionOf(data.steps))} />
      <StatusBadge pill status={PAYMENT_LABELS[order.paymentStatus]} />
      <StatusBadge pill status={FULFILLMENT_LABELS[order.fulfillmentStatus]} />
      <p className={layout.origin}>
        Placed <Time at={order.placedAt} /> · {storefront.name}
        {order.isTest && ' · Test order'}
      </p>
      <RefundButton order={order} />
      <DocumentMenu data={data} />
      <ActionMenu data={data} />
    </header>
  )
}
