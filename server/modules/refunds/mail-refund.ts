import { composeRefundReceipt } from '@/domain/receipt/resolution-receipt'
import { gatherRefundReceipt } from './internal/load-refund-receipt'
import { type MailVerdict, mailResolution } from './mail-resolution'
import type { RefundRun } from './refund-run'

/** Tells the customer about a refund that has gone through, if they are to be told. */
export function mailRefund(run: RefundRun): Promise<MailVerdict> {
  return mailResolution(run, async (scope, order, resolution) =>
    composeRefundReceipt(await gatherRefundReceipt(scope.tx, order, resolution)),
  )
}
