import { z } from 'zod'
import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { lockProducts } from '@/db/queries/fulfillment/stock'
import { splitByStock } from '@/domain/shipment/split-shipment'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { listOpenLines } from '@/server/modules/fulfillment/list-open-lines'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { decide } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'
import { refuseDate } from '../snooze-exception'

export const ShipAvailableInput = ExceptionTarget.extend({
  until: z.date('Choose how long the rest is waited for.'),
})
export type ShipAvailableInput = z.infer<typeof ShipAvailableInput>

/**
 * Sends what lies on the shelf now in a parcel of its own. The rest waits for stock, at the latest
 * until a date, and follows by itself.
 * @throws AppError as `actOnException`, bad_input for a date that does not lie ahead, conflict when
 * nothing of the order is on the shelf
 */
export function shipAvailable(
  { until, ...target }: ShipAvailableInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('ship_available', target, context, async (uow, subject) => {
    refuseDate(until, uow.now)
    const { now, rest } = await splitNow(uow, subject)
    if (now.length === 0)
      throw new AppError('conflict', 'Nothing of this order is on the shelf right now.')
    const parcels = await listOwnParcels(uow.tx, orderOf(subject).id)
    const agreed = { parcels: String(parcels.length), until: until.toISOString() }
    await decide(uow, subject, 'split_agreed', agreed)
    await sendOn(uow, subject, 'what is there is sent')
    const count = (all: { units: number }[]) => all.reduce((sum, { units }) => sum + units, 0)
    return {
      end: 'settled',
      data: { until: agreed.until, unitsNow: count(now), unitsLater: count(rest) },
    }
  })
}

async function splitNow(uow: UnitOfWork, subject: Subject) {
  const order = orderOf(subject)
  const lines = await listOpenLines(uow, order.id)
  const skus = [...new Set(lines.flatMap((line) => sentSku(line) ?? []))]
  const products = await lockProducts(uow.tx, order.storefrontId, skus)
  const free = new Map(products.map(({ sku, onHand, allocated }) => [sku, onHand - allocated]))
  return splitByStock(
    lines.map((line) => ({ ...line, sku: sentSku(line) })),
    free,
  )
}
