import { SaveLimitsInput } from '@/domain/settings/limits-input'
import { saveLimits } from '@/server/modules/admin/save-limits'
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
  RecordRefundOutcomeInput,
  recordRefundOutcome,
} from '@/server/modules/refunds/record-refund-outcome'
import { IssueRefundInput, RefundInput } from '@/server/modules/refunds/refund-input'
import { RetryRefundInput, retryRefund } from '@/server/modules/refunds/retry-refund'
import { procedureWith, router } from '../init'

const issuing = procedureWith('refunds.issue')

/** Refunds, reshipments and refund limits. */
export const refundsRouter = router({
  preview: issuing.input(RefundInput).query(({ input, ctx }) => previewRefund(input, ctx.command)),

  previewMail: issuing
    .input(RefundInput)
    .query(({ input, ctx }) => previewRefundMail(input, ctx.command)),

  issue: issuing
    .input(IssueRefundInput)
    .mutation(({ input, ctx }) => issueRefund(input, ctx.command)),

  retry: issuing
    .input(RetryRefundInput)
    .mutation(({ input, ctx }) => retryRefund(input, ctx.command)),

  lookUp: issuing
    .input(LookUpRefundInput)
    .mutation(({ input, ctx }) => lookUpRefund(input, ctx.command)),

  recordOutcome: issuing
    .input(RecordRefundOutcomeInput)
    .mutation(({ input, ctx }) => recordRefundOutcome(input, ctx.command)),

  previewReshipment: issuing
    .input(ReshipmentInput)
    .query(({ input, ctx }) => previewReshipment(input, ctx.command)),

  reship: issuing
    .input(IssueReshipmentInput)
    .mutation(({ input, ctx }) => issueReshipment(input, ctx.command)),

  limits: procedureWith('exceptions.read').query(() => describeLimits()),

  saveLimits: procedureWith('refunds.configure')
    .input(SaveLimitsInput)
    .mutation(({ input, ctx }) => saveLimits(input, ctx.command)),
})
