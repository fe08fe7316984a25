import type { OrderId } from '@/domain/ids'
import type { QueuedWork } from '@/server/modules/vendors/queue-work'

/** A run that voids a canceled order's authorizations. `retryScale` shortens delays in tests. */
export type VoidRun = { orderId: OrderId; requestId: string; retryScale: number }

export type VoidResult =
  | { outcome: 'done'; voided: number }
  /** The order isn't canceled, or a user must resolve the rest. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }
  | QueuedWork
