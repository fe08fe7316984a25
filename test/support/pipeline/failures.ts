import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '@/db/client'
import { lockOrder } from '@/db/queries/orders/orders'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import { systemActor } from '@/domain/staff/actor'
import { openException } from '@/server/modules/exceptions/open-exception'
import { trackParcels } from '@/server/modules/fulfillment/track-parcels'
import { markOrderCanceled } from '@/server/modules/orders/mark-order-canceled'
import { issueRefund } from '@/server/modules/refunds/issue-refund'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { addUnreadableWebhook } from '@/test/support/exceptions'
import { addProduct, type TestOrder } from '@/test/support/order-commands'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import type { Failure, OrderOptions, World } from './world'

const context = { actor: systemActor('test'), requestId: 'test' }

const report = async (act: (uow: UnitOfWork) => Promise<unknown>) => {
  await runInTransaction(context, act)
}

/** Returns a function per kind that provokes it for one action. */
export function failuresOf(
  world: World,
): Record<ExceptionKind, (action: string) => Promise<Failure>> {
  const { sql, storefrontId, vendorsUrl, shopDomain } = world
  const pay = async (options: OrderOptions = {}) => {
    const order = await world.addPaidOrder(options)
    await world.place(order.orderId)
    return order
  }
  /** Orders two of an item with little stock. */
  const scarce = async (onHand: number) => {
    const sku = `SCARCE-${randomUUID()}`
    await addProduct(sql, storefrontId, { sku, onHand })
    const lines = [
      { sku, quantity: 2, unitPriceMinor: 1000 },
      { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1000 },
    ]
    return { ...(await pay({ lines })), sku }
  }
  /** Authorizes another amount than the order's 30.00. */
  const mismatch = async (authorizedMinor: number) => {
    const order = await world.addPaidOrder({ authorizedMinor })
    // Old enough that the pipeline no longer waits for another payment.
    await sql`update payments set created_at = now() - interval '1 day'
      where order_id = ${order.orderId}`
    await world.place(order.orderId)
    return order
  }
  const refund = async (sentinel: string) => {
    const given = { shopDomain, tenders: [{ card: 3000, sentinel }] }
    const { orderId, lineIds, references } = await addPaidOrder(sql, vendorsUrl, given)
    const lines = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
    await issueRefund(refundForm(orderId, lines), await addPerson(sql, 'lead'))
    await world.settle(orderId)
    return { orderId, reference: references[0] ?? '' }
  }
  /** Ships an order and moves its parcel three days ahead. */
  const parcel = async (postal_code: string) => {
    const order = await pay({ address: { postal_code } })
    const { orderId } = order
    const [parcel] = await sql`select tracking_number from shipments where order_id = ${orderId}`
    const body = new URLSearchParams({ tracking_code: parcel?.tracking_number, hours: '72' })
    await fetch(`${vendorsUrl}/easypost/travel`, { method: 'POST', body })
    for (let attempt = 0; attempt < 100; attempt += 1) {
      await sql`update shipments set tracked_at = now() - interval '50 days'
        where order_id = ${orderId}`
      await trackParcels(0.001)
      if ((await sql`select 1 from exceptions where order_id = ${orderId}`).length > 0) return order
      await pause(100)
    }
    throw new Error('The parcel is still in transit.')
  }
  return {
    gateway_unavailable: () => pay({ sentinel: 'outage:6' }),
    payment_declined: () => pay({ sentinel: 'decline' }),
    authorization_expired: () => pay({ sentinel: 'expired_authorization' }),
    payment_unknown: () => pay({ sentinel: 'timeout:3' }),
    amount_mismatch: (action) => mismatch(action === 'refund_excess' ? 3500 : 2500),
    refund_failed: () => refund('refund_fails'),
    refund_unknown: () => refund('timeout:3'),
    chargeback_opened: async () => {
      const order = await pay({ address: { postal_code: '00000' } })
      await sql`update exceptions set status = 'resolved', closed_at = now()
        where order_id = ${order.orderId}`
      const { orderId } = order
      const failure = { message: 'The customer disputed it.', code: 'fraudulent' }
      await report((uow) => openException(uow, { orderId, kind: 'chargeback_opened', ...failure }))
      return order
    },
    totals_mismatch: () => pay({ totalMinor: 2900 }),
    address_invalid: () => pay({ address: { postal_code: '00000' } }),
    address_empty_after_cleaning: () =>
      pay({ address: { address1: '', emptied_fields: ['address1'] } }),
    customs_data_missing: async () => {
      const sku = `BOX-${randomUUID()}`
      await addProduct(sql, storefrontId, { sku, onHand: 5 })
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
      await report(async (uow) => {
        const row = await lockOrder(uow.tx, order.orderId)
        if (row) await markOrderCanceled(uow, row, { canceledAt: uow.now, reason: 'Late' })
      })
      await world.settle(order.orderId)
      return order
    },
    carrier_unavailable: () => pay({ address: { postal_code: '00004', address1: randomUUID() } }),
    shipment_lost: () => parcel('00002'),
    delivery_failed: () => parcel('00003'),
    notification_failed: () => pay({ email: 'bounce@example.com' }),
    sync_failed: async () => {
      // The only shop with write-back, but it does not know this order.
      const [shop] = await sql`select id from storefronts where shop_domain = ${SANDBOX_SHOP}`
      const sku = `STRANGE-${randomUUID()}`
      await addProduct(sql, shop?.id, { sku, onHand: 5 })
      const lines = [{ sku, quantity: 1, unitPriceMinor: 3000 }]
      return pay({ shopDomain: SANDBOX_SHOP, lines })
    },
    webhook_unreadable: async () => {
      const exceptionId = await addUnreadableWebhook(sql)
      await sql`update webhooks set status = 'unreadable'
        where id = (select webhook_id from exceptions where id = ${exceptionId})`
      return { exceptionId }
    },
    step_stuck: async () => {
      const order = await world.addPaidOrder()
      await transaction((tx) => insertOrderSteps(tx, order.orderId))
      await sql`update orders set status = 'processing',
        progressed_at = now() - interval '45 minutes' where id = ${order.orderId}`
      await world.reportStuck(order.orderId)
      return order
    },
    internal_error: async () => {
      // This shop has no sender address.
      const shopDomain = `${randomUUID()}.myshopify.com`
      const given: TestOrder = { shopDomain }
      const order = await world.addPaidOrder(given)
      await sql`update storefronts set allocates_stock = false where shop_domain = ${shopDomain}`
      await world.place(order.orderId)
      return order
    },
    report_mismatch: async () => {
      const message = randomUUID()
      await report((uow) => openException(uow, { kind: 'report_mismatch', message }))
      const [row] = await sql`select id from exceptions where message = ${message}`
      return { exceptionId: row?.id }
    },
  }
}
