import { listOrderDecisions } from '@/db/queries/orders/order-decisions'
import type { OrderId } from '@/domain/ids'
import type { AgreedPayment } from '@/domain/payment/capture-plan'
import type { UnitOfWork } from '@/server/unit-of-work'

/** What a person settled about payments that do not come to the total; the latest word holds. */
export async function findAgreedPayment(
  uow: UnitOfWork,
  orderId: OrderId,
): Promise<AgreedPayment | undefined> {
  const codes = ['difference_accepted', 'excess_released'] as const
  const decisions = await listOrderDecisions(uow.tx, orderId, codes)
  const [accepted, released] = codes.map((code) => decisions.find((one) => one.code === code))
  const isReleased = released && (!accepted || released.at > accepted.at)
  const data = isReleased ? released.data : accepted?.data
  if (!data?.promisedMinor || !data.totalMinor) return undefined
  return {
    promisedMinor: BigInt(data.promisedMinor),
    totalMinor: BigInt(data.totalMinor),
    take: isReleased ? 'total' : 'all',
  }
}
