import type { ResolutionRow } from '@/db/queries/money/resolutions'
import type { OrderId, ResolutionId } from '@/domain/ids'

/** One execution of a refund or reshipment by the pipeline. `retryScale` shortens delays in tests. */
export type ResolutionRun = {
  resolutionId: ResolutionId
  orderId: OrderId
  requestId: string
  retryScale: number
}

export type ResolutionResult =
  | { outcome: 'settled'; status: ResolutionRow['status'] }
  /** No retry is scheduled by this run: the bank is processing, or a person must act. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }
