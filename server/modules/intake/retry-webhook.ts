import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/** Gives deliveries that broke among others a run of their own, which nobody else waits for. */
export function retryAlone(
  deliveries: readonly { deliveryId: string; requestId: string }[],
): Promise<void> {
  const events = deliveries.map((delivery) => ({
    name: 'delivery/received' as const,
    data: { ...delivery, isAlone: true },
  }))
  const requestId = deliveries[0]?.requestId ?? ''
  return runInTransaction({ actor: systemActor('intake'), requestId }, async (uow) =>
    uow.emit(...events),
  )
}
