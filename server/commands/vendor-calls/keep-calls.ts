import { insertVendorCalls } from '@/db/queries/vendor-calls'
import { type Exchange, redactedCall } from '@/server/adapters/vendor-journal'
import type { WriteScope } from '../write'

/** Which work the calls belonged to. */
export type CallsOf = { orderId: string; step: string; runId?: string }

/** Stores what was said to vendors, without secrets and personal data, for engineers to read. */
export function keepCalls(scope: WriteScope, of: CallsOf, exchanges: Exchange[]): Promise<void> {
  const { requestId } = scope.context
  const rows = exchanges.map((one) => ({ ...redactedCall(one), ...of, requestId }))
  return insertVendorCalls(scope.tx, rows)
}
