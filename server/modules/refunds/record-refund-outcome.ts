import { z } from 'zod'
import {
  insertPaymentTransaction,
  listPaymentTransactions,
  type PaymentTransactionRow,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import {
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
  saveResolutionTender,
} from '@/db/queries/money/resolutions'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { assertStillRefundable } from './internal/assert-still-refundable'
import { lockRefund } from './internal/lock-refund'
import { settleRefund } from './internal/settle-refund'
import type { RefundVerdict } from './refund-run'
import { nextTransactionKey } from './reserve-refund'

export const SettleRefundByHandInput = z.discriminatedUnion('outcome', [
  z.object({
    resolutionId: z.uuid(),
    outcome: z.literal('done'),
    reference: z
      .string()
      .trim()
      .min(1, 'Give the reference under which the payment service has it.')
      .max(200),
  }),
  z.object({
    resolutionId: z.uuid(),
    outcome: z.literal('not_done'),
    reason: z.string().trim().min(1, 'Say how you know, in a few words.').max(500),
  }),
])
export type SettleRefundByHandInput = z.infer<typeof SettleRefundByHandInput>

/**
 * Records what a person found out at the payment service: that the money went back, under its
 * reference, or that it did not. The latter gives the amount free and is a lead's decision.
 * @throws AppError forbidden, not_found, conflict (nothing is open, or less is left)
 */
export async function settleRefundByHand(
  input: SettleRefundByHandInput,
  context: CommandContext,
): Promise<RefundVerdict> {
  return runInTransaction(context, (uow) => settleRefundByHandWithin(uow, input))
}

/** The same as part of a write. */
export async function settleRefundByHandWithin(
  uow: UnitOfWork,
  input: SettleRefundByHandInput,
): Promise<RefundVerdict> {
  const isDone = input.outcome === 'done'
  requirePerson(uow.context.actor, isDone ? 'refunds.issue' : 'refunds.override')
  const { resolutionId } = input
  const states = isDone ? (['pending', 'failed', 'incomplete'] as const) : (['pending'] as const)
  const { order, resolution } = await lockRefund(uow, resolutionId, states)
  await refuseUnsent(uow, resolution)
  await assertStillRefundable(uow, order, resolution)
  const transactions = await listPaymentTransactions(uow.tx, order.id)
  for (const part of await listResolutionTenders(uow.tx, resolutionId)) {
    const last = transactions.find((one) => one.idempotencyKey === part.transactionKey)
    if (last) await settlePart(uow, part, last, input)
  }
  await saveResolution(uow.tx, resolutionId, { status: 'pending' })
  const facts = { ...input, resolutionId }
  uow.recordOrderEvent(order.id, 'refund.settled_by_hand', facts)
  uow.recordAudit('refund.settle', { type: 'resolution', id: resolutionId }, facts)
  const { requestId } = uow.context
  const data = { resolutionId, orderId: order.id, requestId }
  if (isDone) uow.emit({ name: 'refund/requested', data })
  return settleRefund(uow, { ...data, retryScale: 1 })
}

/** While a retry is due the gateway itself may still give the answer. */
async function refuseUnsent(uow: UnitOfWork, resolution: ResolutionRow): Promise<void> {
  if (resolution.status !== 'pending') return
  const parts = await listResolutionTenders(uow.tx, resolution.id)
  if (parts.some((part) => part.sentAt !== null)) return
  throw new AppError('conflict', 'This refund has not been sent yet. Wait a moment.')
}

async function settlePart(
  uow: UnitOfWork,
  part: ResolutionTenderRow,
  last: PaymentTransactionRow,
  input: SettleRefundByHandInput,
): Promise<void> {
  const at = uow.now
  if (input.outcome === 'not_done') {
    const errorMessage = cleanText(input.reason).text
    const change = { status: 'failed', errorCode: 'not_done', errorMessage, at } as const
    return savePendingTransaction(uow.tx, last.idempotencyKey, change)
  }
  const done = { status: 'succeeded', gatewayReference: input.reference, at } as const
  if (last.status === 'pending') {
    const change = { ...done, errorCode: null, errorMessage: null }
    return savePendingTransaction(uow.tx, last.idempotencyKey, change)
  }
  if (last.status !== 'failed') return
  const transactionKey = nextTransactionKey(part)
  const { id: _, errorCode: __, errorMessage: ___, ...row } = last
  await insertPaymentTransaction(uow.tx, {
    ...row,
    ...done,
    source: 'person',
    raw: null,
    idempotencyKey: transactionKey,
  })
  await saveResolutionTender(uow.tx, part.id, { transactionKey })
}
