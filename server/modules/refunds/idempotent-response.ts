import {
  findLatestResolution,
  listResolutionTenders,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import type { RefundFacts } from '@/domain/refund/refund-facts'
import { giftCardSecret } from '@/server/connections'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { giftCardCode } from './gift-card-code'
import { revisionOf } from './refund-context'

/** What a request to refund or reship came to. */
export type ResolutionAnswer = {
  resolutionId: string
  /** requested: a second person has to approve it, for the reasons below. */
  status: ResolutionRow['status']
  totalMinor: bigint
  currency: string
  approvalReasons: string[]
  /** The code of the gift card that was made: shown now and never again. */
  giftCardCode: string | null
}

/**
 * The answer to a request that was made before under the same key.
 * @throws AppError conflict when it asked for something else
 */
export async function replayResponse(
  uow: UnitOfWork,
  row: ResolutionRow,
  requestHash: string,
): Promise<ResolutionAnswer> {
  if (row.requestHash !== requestHash) {
    throw new AppError(
      'conflict',
      'This form was sent before with other content. Close it and open it again.',
    )
  }
  const parts = await listResolutionTenders(uow.tx, row.id)
  const card = parts.find((part) => part.destination === 'gift_card')?.giftCardId
  return {
    resolutionId: row.id,
    status: row.status,
    totalMinor: row.totalMinor,
    currency: row.currency,
    approvalReasons: row.approvalReasons,
    giftCardCode: card ? giftCardCode(giftCardSecret(), card) : null,
  }
}

/** @throws AppError conflict, with `isStale`, when the order has changed since it was looked at */
export async function refuseStale(
  uow: UnitOfWork,
  facts: RefundFacts,
  revision: string | undefined,
): Promise<void> {
  if (revision === undefined || revision === revisionOf(facts)) return
  const last = await findLatestResolution(uow.tx, facts.orderId)
  const who = last?.requestedByName ?? 'Somebody'
  throw new AppError(
    'conflict',
    `${who} changed order ${facts.orderName} while this form was open. Look at the new amounts.`,
    { isStale: true },
  )
}
