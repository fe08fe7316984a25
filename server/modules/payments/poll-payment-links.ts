import { transaction } from '@/db/client'
import {
  findPaymentLink,
  listDueLinks,
  noteLook,
  type PaymentLinkRow,
  savePaymentLink,
} from '@/db/queries/money/payment-links'
import { listPayments } from '@/db/queries/money/payments'
import { lockOrder } from '@/db/queries/orders/orders'
import {
  LATE_PAYMENT_SECONDS,
  LINK_TTL_SECONDS,
  nextPollSeconds,
} from '@/domain/payment/payment-due'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { systemActor } from '@/domain/staff/actor'
import { deactivateLink, findLinkPayments } from '@/server/adapters/stripe/payment-links'
import type { GatewayPayment } from '@/server/adapters/stripe/stripe'
import { paymentGateway } from '@/server/connections'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { isWanted, recordLinkPayment } from './internal/record-link-payment'
import { openPaymentLink } from './open-payment-link'

const BATCH = 100
const SOON_SECONDS = 5
const context: CommandContext = { actor: systemActor('payments'), requestId: 'payment-links' }

export type PollResult = { looked: number; paid: number; shut: number }

/**
 * Looks at the payment links that are due: whether the customer has paid, and whether anybody still
 * wants it. One that nobody wants is shut, and looked at for a day more: a checkout that was begun
 * before may still be paid. Stops when the payment service does not answer.
 */
export async function pollPaymentLinks(retryScale: number, now = new Date()): Promise<PollResult> {
  const links = await transaction((tx) => listDueLinks(tx, now, BATCH))
  const result: PollResult = { looked: 0, paid: 0, shut: 0 }
  for (const link of links) {
    const end = await pollLink(link, retryScale)
    if (end === 'no_answer') return result
    result.looked += 1
    if (end !== 'looked') result[end] += 1
  }
  return result
}

type End = 'looked' | 'paid' | 'shut' | 'no_answer'

async function pollLink(link: PaymentLinkRow, retryScale: number): Promise<End> {
  const { id: linkId, gatewayReference, status, shutAt } = link
  if (status === 'requested') {
    const { requestId } = context
    const opened = await openPaymentLink({ linkId, requestId, retryScale })
    return opened.outcome === 'again' ? 'no_answer' : 'looked'
  }
  if (!gatewayReference) return schedule(linkId, retryScale)
  const found = await findLinkPayments(paymentGateway(), gatewayReference)
  if (found.outcome === 'unavailable' || found.outcome === 'unknown') return 'no_answer'
  const [payment] = found.outcome === 'ok' ? found.value : []
  if (payment) return takePayment(linkId, payment, retryScale)
  if (status !== 'closed' || shutAt) return schedule(linkId, retryScale)
  const shut = await deactivateLink(
    paymentGateway(),
    gatewayReference,
    `payment-link:${linkId}:shut`,
  )
  if (shut.outcome === 'unavailable' || shut.outcome === 'unknown') return 'no_answer'
  await runInTransaction(context, async (uow) => {
    const nextLookAt = inSeconds(uow, scaledDelay(nextPollSeconds(0), retryScale))
    await noteLook(uow.tx, linkId, { shutAt: uow.now, nextLookAt })
  })
  return 'shut'
}

async function takePayment(
  linkId: string,
  payment: GatewayPayment,
  retryScale: number,
): Promise<End> {
  return runInTransaction<End>(context, async (uow) => {
    if (await recordLinkPayment(uow, linkId, payment)) return 'paid'
    const nextLookAt = inSeconds(uow, scaledDelay(SOON_SECONDS, retryScale))
    await noteLook(uow.tx, linkId, { nextLookAt })
    return 'looked'
  })
}

/** Nothing is paid yet: when to look again, and whether there is any sense in it. */
async function schedule(linkId: string, retryScale: number): Promise<End> {
  return runInTransaction<End>(context, async (uow) => {
    const seen = await findPaymentLink(uow.tx, linkId)
    const order = seen && (await lockOrder(uow.tx, seen.orderId))
    const link = order && (await findPaymentLink(uow.tx, linkId))
    if (!order || !link) return 'looked'
    const nextLookAt = inSeconds(uow, scaledDelay(nextPollSeconds(link.attempts), retryScale))
    if (link.status === 'open') {
      const isOld = ageSeconds(uow, link.createdAt) > LINK_TTL_SECONDS
      if (!isOld && isWanted(order, await listPayments(uow.tx, order.id), link)) {
        await noteLook(uow.tx, linkId, { nextLookAt })
      } else {
        const closed = { status: 'closed', closedAt: uow.now, nextLookAt: uow.now } as const
        await savePaymentLink(uow.tx, linkId, closed)
      }
      return 'looked'
    }
    const since = link.shutAt ?? (link.gatewayReference ? uow.now : link.createdAt)
    const isOver = !link.gatewayReference || ageSeconds(uow, since) > LATE_PAYMENT_SECONDS
    await noteLook(uow.tx, linkId, { nextLookAt: isOver ? null : nextLookAt })
    return 'looked'
  })
}

const inSeconds = (uow: UnitOfWork, seconds: number) => new Date(uow.now.getTime() + seconds * 1000)

const ageSeconds = (uow: UnitOfWork, since: Date) => (uow.now.getTime() - since.getTime()) / 1000
