import { createHash } from 'node:crypto'
import {
  findLatestResolution,
  listResolutionTenders,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import type { ResolutionId } from '@/domain/ids'
import { describeRefundState, type RefundFacts } from '@/domain/refund/refund-facts'
import { giftCardSecret } from '@/server/connections'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'
import { giftCardCode } from './gift-card-code'

/** The response to a refund or reshipment request. */
export type ResolutionResponse = {
  resolutionId: ResolutionId
  /** requested: a second user must approve it, for the reasons below. */
  status: ResolutionRow['status']
  totalMinor: bigint
  currency: string
  approvalReasons: string[]
  /** The code of a newly issued gift card: shown once. */
  giftCardCode: string | null
}

/** Returns a hash that is equal for equal requests by the same user. */
export function hashRequest(person: Person, kind: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([person.id, kind, input]))
    .digest('hex')
}

/**
 * Returns the response to an earlier request with the same idempotency key.
 * @throws AppError conflict when that request had different content
 */
export async function replayResponse(
  uow: UnitOfWork,
  row: ResolutionRow,
  requestHash: string,
): Promise<ResolutionResponse> {
  if (row.requestHash !== requestHash) {
    throw new AppError(
      'conflict',
      'This request was already submitted with different details. Close the form and try again.',
    )
  }
  const parts = await listResolutionTenders(uow.tx, row.id)
  const giftCardId = parts.find((part) => part.destination === 'gift_card')?.giftCardId
  return toResponse(row, {
    status: row.status,
    giftCardCode: giftCardId ? giftCardCode(giftCardSecret(), giftCardId) : null,
  })
}

export function toResponse(
  { id, totalMinor, currency, approvalReasons }: ResolutionRow,
  state: Pick<ResolutionResponse, 'status' | 'giftCardCode'>,
): ResolutionResponse {
  return { resolutionId: id, totalMinor, currency, approvalReasons, ...state }
}

/** Returns a token that changes with every change to the order that affects a refund. */
export function revisionOf(facts: RefundFacts): string {
  return createHash('sha256').update(describeRefundState(facts)).digest('base64url').slice(0, 22)
}

/** @throws AppError conflict, with `isStale`, when the order changed after the preview */
export async function assertCurrentRevision(
  uow: UnitOfWork,
  facts: RefundFacts,
  revision: string | undefined,
): Promise<void> {
  if (revision === undefined || revision === revisionOf(facts)) return
  const latest = await findLatestResolution(uow.tx, facts.orderId)
  const name = latest?.requestedByName
  const change = name
    ? `${name} changed order ${facts.orderName}`
    : `Order ${facts.orderName} changed`
  throw new AppError(
    'conflict',
    `${change} while this form was open. Review the updated amounts.`,
    { isStale: true },
  )
}
