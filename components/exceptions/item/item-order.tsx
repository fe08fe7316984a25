'use client'

import { AddressCards } from '@/components/order-page/address-card'
import { ItemTable } from '@/components/order-page/items/item-table'
import { PriceList } from '@/components/order-page/items/price-list'
import { ShipmentList } from '@/components/order-page/items/shipment-list'
import { TransactionList } from '@/components/order-page/items/transaction-list'
import { CustomerDetails } from '@/components/order-page/order-details'
import { PipelineStrip } from '@/components/order-page/pipeline-strip'
import { Section } from '@/components/panel/section'
import { ResolutionList } from '@/components/refund/resolution-list'
import { type ExceptionKind, isExceptionKind } from '@/domain/exception/exception-kinds'
import type { ItemData } from './item-data'
import classes from './item-page.module.css'

type Part = 'items' | 'prices' | 'payments' | 'shipments' | 'refunds' | 'addresses'

/** The parts of the order to show for each kind. */
const PARTS: Record<ExceptionKind, readonly Part[]> = {
  gateway_unavailable: ['payments'],
  payment_declined: ['payments', 'prices'],
  authorization_expired: ['payments'],
  payment_unknown: ['payments'],
  amount_mismatch: ['payments', 'prices'],
  totals_mismatch: ['prices', 'items'],
  address_invalid: ['addresses', 'items'],
  address_empty_after_cleaning: ['addresses'],
  customs_data_missing: ['items', 'addresses'],
  fraud_review: ['items', 'payments', 'addresses'],
  stock_short: ['items'],
  unknown_sku: ['items'],
  carrier_unavailable: ['shipments', 'addresses'],
  shipment_lost: ['shipments', 'items', 'addresses'],
  delivery_failed: ['shipments', 'items', 'addresses'],
  refund_failed: ['refunds', 'payments'],
  refund_unknown: ['refunds', 'payments'],
  chargeback_opened: ['payments', 'shipments'],
  notification_failed: ['shipments'],
  sync_failed: ['shipments'],
  order_changed_late: ['items', 'payments', 'shipments', 'refunds', 'addresses'],
  webhook_unreadable: [],
  step_stuck: ['payments', 'shipments'],
  internal_error: ['payments', 'shipments'],
  report_mismatch: [],
}

const partsOf = ({ exception }: ItemData) =>
  isExceptionKind(exception.kind) ? PARTS[exception.kind] : []

/** Renders the pipeline of the order and the parts relevant to the exception. */
export function ItemOrder({ data }: { data: ItemData }) {
  const { order } = data
  if (!order) return null
  const parts = partsOf(data)
  return (
    <>
      <PipelineStrip steps={order.steps} />
      {parts.includes('items') && <ItemTable data={order} />}
      {parts.includes('prices') && <PriceList data={order} />}
      {parts.includes('payments') && <TransactionList data={order} />}
      {parts.includes('shipments') && <ShipmentList data={order} />}
      {parts.includes('refunds') && <ResolutionList data={order} />}
    </>
  )
}

/** Renders the customer and, where relevant, the addresses. */
export function ItemOrderSide({ data }: { data: ItemData }) {
  const { order } = data
  if (!order) return null
  return (
    <>
      <CustomerDetails order={order.order} />
      <CustomerNote note={order.order.customerNote} />
      {partsOf(data).includes('addresses') && <AddressCards data={order} />}
    </>
  )
}

function CustomerNote({ note }: { note: string | null }) {
  if (!note) return null
  return (
    <Section title="Customer note">
      <p className={classes.note} dir="auto">
        {note}
      </p>
    </Section>
  )
}
