/** The tender fields needed here. Authorized is never less than captured. */
type Tender = {
  id: string
  authorizedMinor: bigint
  capturedMinor: bigint
  authorizedShopMinor: bigint
  capturedShopMinor: bigint
  voidedAt: Date | null
}

type Totals = { totalMinor: bigint; totalShopMinor: bigint }

/**
 * Returns the balance due of an order, in minor units of the customer's and the shop's currency. The
 * tender `abandonedId` and voided tenders count only with their captures. Zero or less: nothing due.
 */
export function paymentDue(
  { totalMinor, totalShopMinor }: Totals,
  tenders: readonly Tender[],
  abandonedId?: string | null,
): { dueMinor: bigint; dueShopMinor: bigint } {
  const isAbandoned = (tender: Tender) => tender.voidedAt !== null || tender.id === abandonedId
  return tenders.reduce(
    ({ dueMinor, dueShopMinor }, tender) => ({
      dueMinor: dueMinor - (isAbandoned(tender) ? tender.capturedMinor : tender.authorizedMinor),
      dueShopMinor:
        dueShopMinor -
        (isAbandoned(tender) ? tender.capturedShopMinor : tender.authorizedShopMinor),
    }),
    { dueMinor: totalMinor, dueShopMinor: totalShopMinor },
  )
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Stripe checkouts expire after a day: one started just before the link closes can be paid this late. */
export const LATE_PAYMENT_SECONDS = 25 * HOUR
/** An unpaid payment link is closed after this time. */
export const LINK_TTL_SECONDS = 30 * DAY

/** Returns the seconds until the next poll of a payment link: every minute at first, hourly at last. */
export function nextPollSeconds(polls: number): number {
  if (polls < 60) return MINUTE
  return polls < 100 ? 10 * MINUTE : HOUR
}
