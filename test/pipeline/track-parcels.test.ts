import { expect, test, vi } from 'vitest'
import { trackParcels } from '@/server/modules/fulfillment/track-parcels'
import { takeAction } from '@/server/modules/inbox/take-action'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

// At this scale, days of transit take less than a second.
const shop = await openTestShop(() => startTestSandbox(undefined, 0.000_005))
const { sql } = shop

/** Polls the carrier repeatedly, like the cron, until no parcel is in transit. */
async function trackUntilArrival(): Promise<void> {
  await vi.waitFor(
    async () => {
      await sql`update shipments set tracked_at = now() - interval '1 day'`
      await trackParcels(0.001)
      const open = await sql`select 1 from shipments where status in ('label_bought', 'in_transit')`
      expect(open).toHaveLength(0)
    },
    { timeout: 60_000, interval: 100 },
  )
}

test('a lost parcel opens an exception and is reshipped', async () => {
  const arrived = await shop.addPaidOrder()
  const lost = await shop.addPaidOrder({ address: { postal_code: '00002' } })
  for (const { orderId } of [arrived, lost]) await shop.place(orderId)
  await trackUntilArrival()
  expect(await shop.exceptions(arrived.orderId)).toHaveLength(0)
  const [shipment] = await sql`select * from shipments where order_id = ${arrived.orderId}`
  expect(shipment).toMatchObject({ status: 'delivered', delivered_at: expect.any(Date) })
  const [open] = await shop.exceptions(lost.orderId)
  expect(open).toMatchObject({ kind: 'shipment_lost', status: 'open', stage: 'staff' })

  const care = await addPerson(sql, 'care', 'Ada')
  const input = { action: 'reship', reason: 'Lost', exceptionId: open?.id } as const
  await takeAction(input, care)
  await flushOutbox()
  await shop.engine.drain()
  const [closed] = await shop.exceptions(lost.orderId)
  expect(closed).toMatchObject({ status: 'resolved' })
  const sent = await sql`select status from shipments where order_id = ${lost.orderId}`
  expect(sent).toHaveLength(2)
})

test('a parcel is polled at most every few hours', async () => {
  const { orderId } = await shop.addPaidOrder()
  await shop.place(orderId)
  await sql`update shipments set status = 'delivered' where order_id <> ${orderId}`
  expect(await trackParcels(1)).toEqual({ polled: 0, updated: 0 })
})
