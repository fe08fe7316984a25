import type { OrderId } from '@/domain/ids'
import type { QueuedWork } from '@/server/modules/vendors/queue-work'

/** The release of what a canceled order still holds; `retryScale` makes retries come faster in tests. */
export type VoidRun = { orderId: OrderId; requestId: string; retryScale: number }

export type VoidVerdict =
  | { outcome: 'done'; voided: number }
  /** The order is not canceled, or a person has to settle what is left. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }
  | QueuedWork
