/** What is read of a tender. Authorized is never less than captured. */
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
 * What is left to pay of an order, in minor units of the customer's and the shop's currency, when
 * the tender named `givenUp` brings no more than it has brought. Zero or less: nothing.
 */
export function paymentDue(
  { totalMinor, totalShopMinor }: Totals,
  tenders: readonly Tender[],
  givenUp?: string | null,
): { dueMinor: bigint; dueShopMinor: bigint } {
  const isGone = (one: Tender) => one.voidedAt !== null || one.id === givenUp
  return tenders.reduce(
    ({ dueMinor, dueShopMinor }, one) => ({
      dueMinor: dueMinor - (isGone(one) ? one.capturedMinor : one.authorizedMinor),
      dueShopMinor: dueShopMinor - (isGone(one) ? one.capturedShopMinor : one.authorizedShopMinor),
    }),
    { dueMinor: totalMinor, dueShopMinor: totalShopMinor },
  )
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Stripe's checkouts live a day: so long may one that was begun before still be paid. */
export const LATE_PAYMENT_SECONDS = 25 * HOUR
/** A link that nobody has paid by is shut. */
export const LINK_LIFE_SECONDS = 30 * DAY

/** Seconds until a payment link is looked at again: often at first, hourly in the end. */
export function nextLookSeconds(looks: number): number {
  if (looks < 60) return MINUTE
  return looks < 100 ? 10 * MINUTE : HOUR
}
