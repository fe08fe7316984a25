import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import { transaction } from '@/db/client'
import { insertOrderSteps } from '@/db/queries/order-steps'
import { lockOrder } from '@/db/queries/orders'
import { openException } from '@/server/commands/exceptions/open-exception'
import { addUnreadableDelivery } from '@/server/commands/exceptions/testing'
import { markOrderCancelled } from '@/server/commands/orders/mark-order-cancelled'
import { sweepOrders } from '@/server/commands/orders/sweep-orders'
import { addOrder, addProduct, type TestOrder } from '@/server/commands/orders/testing'
import { addTender, holdPayment } from '@/server/commands/payments/testing'
import { issueRefund } from '@/server/commands/refunds/issue-refund'
import { addPaidOrder, addPerson, refundForm } from '@/server/commands/refunds/testing'
import { trackParcels } from '@/server/commands/shipments/track-parcels'
import { type WriteScope, write } from '@/server/commands/write'
import { systemActor } from '@/server/domain/actor'
import type { ExceptionKind } from '@/server/domain/exception-kinds'
import { flushOutbox } from './flush-outbox'
import type { openTestShop } from './testing-shop'

type Shop = Awaited<ReturnType<typeof openTestShop>>

/** What was made to go wrong. Without an order: what is about none. */
export type Trouble = { orderId?: string; reference?: string; sku?: string; exceptionId?: string }

const context = { actor: systemActor('test'), requestId: 'test' }

/** Lets everything that is under way come to its end. */
export async function settle(shop: Shop): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await flushOutbox()
    await shop.engine.drain()
  }
}

/** How each kind of exception is provoked, for one action. */
export function troublesOf(
  shop: Shop,
): Record<ExceptionKind, (action: string) => Promise<Trouble>> {
  const { sql } = shop
  const pay = async (given: Parameters<Shop['addPaidOrder']>[0] = {}) => {
    const order = await shop.addPaidOrder(given)
    await shop.place(order.orderId)
    return order
  }
  /** Stops at the first failure of a step, while it is still retried by itself. */
  const until = async (step: string, given: Parameters<Shop['addPaidOrder']>[0]) => {
    const order = await shop.addPaidOrder(given)
    const run = shop.start(order.orderId)
    while (!run.calls.includes(step)) await shop.engine.dispatch(run)
    return order
  }
  const report = async (act: (scope: WriteScope) => Promise<unknown>) => {
    await write(context, act)
  }
  /** An item of which nobody has any. */
  const scarce = async (onHand: number) => {
    const sku = `SCARCE-${randomUUID()}`
    await addProduct(sql, shop.storefrontId, { sku, onHand })
    const lines = [
      { sku, quantity: 2, unitPriceMinor: 1000 },
      { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1000 },
    ]
    return { ...(await pay({ lines })), sku }
  }
  /** A card that holds another amount than the order's 30.00. */
  const mismatch = async (minor: number) => {
    const orderId = await addOrder(sql)
    const reference = await holdPayment(shop.vendors.url, 'ok', minor)
    await addTender(sql, orderId, { reference, minor })
    await sql`update payments set created_at = now() - interval '1 day' where order_id = ${orderId}`
    await shop.place(orderId)
    return { orderId, reference }
  }
  const refund = async (sentinel: string) => {
    const { orderId, lineIds, references } = await addPaidOrder(sql, shop.vendors.url, {
      tenders: [{ card: 3000, sentinel }],
    })
    const lines = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
    await issueRefund(refundForm(orderId, lines), await addPerson(sql, 'lead'))
    await flushOutbox()
    const run = shop.engine.runs.find((one) => one.event.data.orderId === orderId)
    if (!run) throw new Error('The refund was not started.')
    if (sentinel === 'timeout') await shop.engine.dispatch(run)
    else await shop.engine.finish(run)
    return { orderId, reference: references[0] ?? '' }
  }
  const parcel = async (postal_code: string) => {
    const order = await pay({ address: { postal_code } })
    const arrives = async () => {
      await sql`update shipments set tracked_at = now() - interval '1 day'`
      await trackParcels(0.001)
      if ((await shop.exceptions(order.orderId)).length === 0) throw new Error('On its way.')
    }
    await vi.waitFor(arrives, { timeout: 20_000, interval: 100 })
    return order
  }
  return {
    gateway_unavailable: () => pay({ sentinel: 'outage:6' }),
    payment_declined: () => pay({ sentinel: 'decline' }),
    authorization_expired: () => pay({ sentinel: 'expired_authorization' }),
    payment_unknown: () => until('capture', { sentinel: 'timeout' }),
    amount_mismatch: (action) => mismatch(action === 'refund_excess' ? 3500 : 2500),
    refund_failed: () => refund('refund_fails'),
    refund_unknown: () => refund('timeout'),
    chargeback_opened: async () => {
      const order = await pay({ address: { postal_code: '00000' } })
      await sql`update exceptions set status = 'resolved', closed_at = now()
        where order_id = ${order.orderId}`
      const { orderId } = order
      const words = { message: 'The customer disputes it.', code: 'fraudulent' }
      await report((scope) =>
        openException(scope, { orderId, kind: 'chargeback_opened', ...words }),
      )
      return order
    },
    totals_mismatch: async () => {
      const orderId = await addOrder(sql, { totalMinor: 2900 })
      const reference = await holdPayment(shop.vendors.url, 'ok', 2900)
      await addTender(sql, orderId, { reference, minor: 2900 })
      await shop.place(orderId)
      return { orderId, reference }
    },
    address_invalid: () => pay({ address: { postal_code: '00000' } }),
    address_empty_after_cleaning: () =>
      pay({ address: { address1: '', emptied_fields: ['address1'] } }),
    customs_data_missing: async () => {
      const sku = `BOX-${randomUUID()}`
      await addProduct(sql, shop.storefrontId, { sku, onHand: 5 })
      const address = { country_code: 'JP', postal_code: '154-0023', city: 'Tokyo' }
      return pay({ address, lines: [{ sku, quantity: 1, unitPriceMinor: 3000 }] })
    },
    fraud_review: () => pay({ riskLevel: 'high' }),
    stock_short: () => scarce(1),
    unknown_sku: () =>
      pay({
        lines: [
          { sku: `WHO-${randomUUID()}`, quantity: 1, unitPriceMinor: 2000 },
          { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1000 },
        ],
      }),
    order_changed_late: async () => {
      const order = await pay()
      await report(async (scope) => {
        const row = await lockOrder(scope.tx, order.orderId)
        if (row) await markOrderCancelled(scope, row, { cancelledAt: scope.now, reason: 'Late' })
      })
      await settle(shop)
      return order
    },
    carrier_unavailable: () =>
      until('ship', { address: { postal_code: '00001', address1: randomUUID() } }),
    shipment_lost: () => parcel('00002'),
    delivery_failed: () => parcel('00003'),
    notification_failed: () => pay({ email: 'bounce@example.com' }),
    sync_failed: async () => {
      await sql`update storefronts set writes_back = true where id = ${shop.storefrontId}`
      const order = await pay()
      await sql`update storefronts set writes_back = false where id = ${shop.storefrontId}`
      return order
    },
    delivery_unreadable: async () => {
      const exceptionId = await addUnreadableDelivery(sql)
      await sql`update webhook_deliveries set status = 'unreadable'
        where id = (select delivery_id from exceptions where id = ${exceptionId})`
      return { exceptionId }
    },
    step_stuck: async () => {
      const order = await shop.addPaidOrder()
      await transaction((tx) => insertOrderSteps(tx, order.orderId))
      await sql`update orders set status = 'processing',
        progressed_at = now() - interval '45 minutes' where id = ${order.orderId}`
      await sweepOrders()
      return order
    },
    internal_error: async () => {
      // Nobody has said yet from where this shop's parcels start.
      const shopDomain = `${randomUUID()}.myshopify.com`
      const given: TestOrder = { shopDomain }
      const order = await shop.addPaidOrder(given)
      await sql`update storefronts set allocates_stock = false where shop_domain = ${shopDomain}`
      await shop.place(order.orderId)
      return order
    },
    report_mismatch: async () => {
      await report((scope) =>
        openException(scope, { kind: 'report_mismatch', message: randomUUID() }),
      )
      const [row] = await sql`select id from exceptions where kind = 'report_mismatch'
        order by opened_at desc limit 1`
      return { exceptionId: row?.id }
    },
  }
}
