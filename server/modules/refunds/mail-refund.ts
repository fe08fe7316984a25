import { composeRefundReceipt } from '@/domain/receipt/resolution-receipt'
import { loadRefundReceipt } from './internal/load-refund-receipt'
import { type MailVerdict, mailResolution } from './mail-resolution'
import type { RefundRun } from './refund-run'

/** Tells the customer about a refund that has gone through, if they are to be told. */
export function mailRefund(run: RefundRun): Promise<MailVerdict> {
  return mailResolution(run, async (uow, order, resolution) =>
    composeRefundReceipt(await loadRefundReceipt(uow.tx, order, resolution)),
  )
}
