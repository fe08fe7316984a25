import { SaveLimitsInput, saveLimits } from '@/server/modules/admin/save-limits'
import { issueReshipment } from '@/server/modules/fulfillment/issue-reshipment'
import { previewReshipment } from '@/server/modules/fulfillment/preview-reshipment'
import {
  IssueReshipmentInput,
  ReshipmentInput,
} from '@/server/modules/fulfillment/reshipment-input'
import { describeLimits } from '@/server/modules/refunds/describe-limits'
import { issueRefund } from '@/server/modules/refunds/issue-refund'
import { LookUpRefundInput, lookUpRefund } from '@/server/modules/refunds/look-up-refund'
import { previewRefund } from '@/server/modules/refunds/preview-refund'
import { previewRefundMail } from '@/server/modules/refunds/preview-refund-mail'
import {
  SettleRefundByHandInput,
  settleRefundByHand,
} from '@/server/modules/refunds/record-refund-outcome'
import { IssueRefundInput, RefundInput } from '@/server/modules/refunds/refund-input'
import { RetryRefundInput, retryRefund } from '@/server/modules/refunds/retry-refund'
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
