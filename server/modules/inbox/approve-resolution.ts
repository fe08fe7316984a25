import { z } from 'zod'
import { listPayments } from '@/db/queries/money/payments'
import {
  listResolutionTenders,
  type ResolutionRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { reserveReshipment } from '../fulfillment/reserve-reshipment'
import { NoteInput } from '../orders/order-inputs'
import { reserveRefund } from '../refunds/reserve-refund'
import { type Decision, decidedBy, lockRequest, recordDecision } from './internal/approval-request'
import { resolveRequestingException } from './internal/resolve-requesting-exception'

export const ApproveResolutionInput = z.object({
  resolutionId: z.uuid(),
  note: NoteInput.default(''),
})
export type ApproveResolutionInput = z.infer<typeof ApproveResolutionInput>

/**
 * Lets somebody else's refund or reshipment go ahead: it is reserved with the commit and carried
 * out by the pipeline.
 * @throws AppError forbidden (one's own, or not the role), not_found, conflict (decided or run out
 * in the meantime, or there is less left now than was asked for)
 */
export async function approveResolution(
  { resolutionId, note }: ApproveResolutionInput,
  context: CommandContext,
): Promise<Decision> {
  const person = requirePerson(context.actor, 'approvals.decide')
  return runInTransaction(context, async (uow) => {
    const { order, resolution } = await lockRequest(uow, resolutionId, person)
    if (resolution.kind === 'refund') await refuseShortfall(uow, order, resolution)
    await saveResolution(uow.tx, resolutionId, decidedBy(uow, person, note))
    await recordDecision(uow, resolution, 'approved', note)
    if (resolution.kind === 'reshipment') {
      await reserveReshipment(uow, order, resolution)
      return { resolutionId, orderId: order.id, status: 'pending', giftCardCode: null }
    }
    const { status, giftCardCode } = await reserveRefund(uow, order, resolution)
    await resolveRequestingException(uow, { order, resolution, person }, 'approved')
    return { resolutionId, orderId: order.id, status, giftCardCode }
  })
}

/** The storefront or a bank may have taken what was set aside for the request. */
async function refuseShortfall(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<void> {
  const payments = await listPayments(uow.tx, order.id)
  for (const part of await listResolutionTenders(uow.tx, resolution.id)) {
    const payment = payments.find(({ id }) => id === part.paymentId)
    if (!payment) throw new Error(`A refund names a payment that is not there: ${part.paymentId}`)
    const left = payment.capturedMinor - payment.refundedMinor - payment.chargedBackMinor
    if (part.amountMinor <= left) continue
    const [asked, rest] = [part.amountMinor, left > 0n ? left : 0n].map((minor) =>
      formatMoney(minor, order.currency),
    )
    throw new AppError(
      'conflict',
      `${asked} was asked for, but ${rest} is left of that payment now. Reject it and ask again.`,
    )
  }
}
