import { describeLimits } from '../../commands/refunds/describe-limits'
import { issueRefund } from '../../commands/refunds/issue-refund'
import { LookUpRefundInput, lookUpRefund } from '../../commands/refunds/look-up-refund'
import { previewRefund } from '../../commands/refunds/preview-refund'
import { previewRefundMail } from '../../commands/refunds/preview-refund-mail'
import { IssueRefundInput, RefundInput } from '../../commands/refunds/refund-input'
import { RetryRefundInput, retryRefund } from '../../commands/refunds/retry-refund'
import { SaveLimitsInput, saveLimits } from '../../commands/refunds/save-limits'
import {
  SettleRefundByHandInput,
  settleRefundByHand,
} from '../../commands/refunds/settle-refund-by-hand'
import { issueReshipment } from '../../commands/reshipments/issue-reshipment'
import { previewReshipment } from '../../commands/reshipments/preview-reshipment'
import { IssueReshipmentInput, ReshipmentInput } from '../../commands/reshipments/reshipment-input'
import { procedureWith, router } from '../init'

const acting = procedureWith('refunds.issue')

/** Putting an order right: money back, or the goods again. */
export const refundsRouter = router({
  preview: acting.input(RefundInput).query(({ input, ctx }) => previewRefund(input, ctx.command)),

  previewMail: acting
    .input(RefundInput)
    .query(({ input, ctx }) => previewRefundMail(input, ctx.command)),

  issue: acting
    .input(IssueRefundInput)
    .mutation(({ input, ctx }) => issueRefund(input, ctx.command)),

  retry: acting
    .input(RetryRefundInput)
    .mutation(({ input, ctx }) => retryRefund(input, ctx.command)),

  lookUp: acting
    .input(LookUpRefundInput)
    .mutation(({ input, ctx }) => lookUpRefund(input, ctx.command)),

  settleByHand: acting
    .input(SettleRefundByHandInput)
    .mutation(({ input, ctx }) => settleRefundByHand(input, ctx.command)),

  previewReshipment: acting
    .input(ReshipmentInput)
    .query(({ input, ctx }) => previewReshipment(input, ctx.command)),

  reship: acting
    .input(IssueReshipmentInput)
    .mutation(({ input, ctx }) => issueReshipment(input, ctx.command)),

  limits: procedureWith('exceptions.read').query(() => describeLimits()),

  saveLimits: procedureWith('refunds.configure')
    .input(SaveLimitsInput)
    .mutation(({ input, ctx }) => saveLimits(input, ctx.command)),
})
