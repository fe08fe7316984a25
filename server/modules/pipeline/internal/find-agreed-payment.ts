import { listOrderDecisions } from '@/db/queries/orders/order-decisions'
import type { OrderId } from '@/domain/ids'
import type { AgreedPayment } from '@/domain/payment/capture-plan'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Returns staff's latest decision about payments that do not equal the total, if any. */
export async function findAgreedPayment(
  uow: UnitOfWork,
  orderId: OrderId,
): Promise<AgreedPayment | undefined> {
  const codes = ['difference_accepted', 'excess_released'] as const
  const decisions = await listOrderDecisions(uow.tx, orderId, codes)
  const [accepted, released] = codes.map((code) =>
    decisions.find((decision) => decision.code === code),
  )
  const isReleased = released && (!accepted || released.at > accepted.at)
  const data = isReleased ? released.data : accepted?.data
  if (!data?.promisedMinor || !data.totalMinor) return undefined
  return {
    promisedMinor: BigInt(data.promisedMinor),
    totalMinor: BigInt(data.totalMinor),
    take: isReleased ? 'total' : 'all',
  }
}
