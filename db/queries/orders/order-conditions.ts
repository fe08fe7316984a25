import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { orders } from '@/db/schema/orders/orders'
import { CURRENCY_CODES, minorDigits } from '@/domain/money/money'
import type { OrderFilter } from '@/domain/order/order-filter'
import type { OrderView } from '@/domain/order/order-views'

/** The condition of each tab, matching its counter. */
export const VIEW_CONDITIONS: Record<OrderView, SQL | undefined> = {
  all: undefined,
  attention: sql`status = 'blocked'`,
  unfulfilled: sql`fulfillment_status <> 'fulfilled' and status <> 'canceled'`,
  refunded: sql`payment_status in ('refunded', 'partially_refunded')`,
}

/** Returns a filter's conditions on `orders`, except its search. */
export function filterConditions(filter: OrderFilter): SQL | undefined {
  const { status, payment, fulfillment, storefront, currency, country, ids } = filter
  return and(
    VIEW_CONDITIONS[filter.view],
    oneOf(orders.status, status),
    oneOf(orders.paymentStatus, payment),
    oneOf(orders.fulfillmentStatus, fulfillment),
    oneOf(orders.storefrontId, storefront),
    oneOf(orders.currency, currency),
    oneOf(orders.shippingCountry, country),
    oneOf(orders.id, ids),
    inStage(filter.stage),
    filter.from ? sql`${orders.placedAt} >= ${`${filter.from}T00:00:00Z`}::timestamptz` : undefined,
    filter.to
      ? sql`${orders.placedAt} < ${`${filter.to}T00:00:00Z`}::timestamptz + interval '1 day'`
      : undefined,
    filter.min ? sql`${orders.totalMinor} >= ${minorUnits(filter.min, 'up')}` : undefined,
    filter.max ? sql`${orders.totalMinor} <= ${minorUnits(filter.max, 'down')}` : undefined,
    filter.tag.length > 0
      ? sql`${orders.tags} && ${sql.param(filter.tag, orders.tags)}`
      : undefined,
    lookedAfterBy(filter.assignee),
  )
}

function oneOf(column: Parameters<typeof inArray>[0], values: readonly string[]): SQL | undefined {
  return values.length === 0 ? undefined : inArray(column, [...values])
}

function inStage(stages: OrderFilter['stage']): SQL | undefined {
  if (stages.length === 0) return undefined
  return sql`orders.id in (
    select order_id from exceptions
    where status not in ('resolved', 'ignored') and stage in ${stages} and order_id is not null)`
}

function lookedAfterBy(assignees: readonly string[]): SQL | undefined {
  if (assignees.length === 0) return undefined
  const people = assignees.filter((id) => id !== 'none')
  const isUnassigned = sql`${orders.assigneeId} is null`
  if (people.length === 0) return isUnassigned
  const isOne = inArray(orders.assigneeId, people)
  return people.length < assignees.length ? sql`(${isUnassigned} or ${isOne})` : isOne
}

/** Converts an amount to rounded minor units of each order's currency. */
function minorUnits(amount: string, round: 'up' | 'down'): SQL {
  const cases = ODD_DIGITS.map((digits) => {
    const codes = CURRENCY_CODES.filter((code) => minorDigits(code) === digits)
    return sql`when ${orders.currency} in ${codes} then ${minorOf(amount, digits, round)}::bigint`
  })
  return sql`(case ${sql.join(cases, sql` `)} else ${minorOf(amount, 2, round)}::bigint end)`
}

function minorOf(amount: string, digits: number, round: 'up' | 'down'): string {
  const [whole = '0', part = ''] = amount.split('.')
  const minor = BigInt(whole + part.padEnd(digits, '0').slice(0, digits))
  const isCut = /[1-9]/.test(part.slice(digits))
  return String(isCut && round === 'up' ? minor + 1n : minor)
}

/** The decimals of currencies that do not have two. */
const ODD_DIGITS = [...new Set(CURRENCY_CODES.map(minorDigits))].filter((digits) => digits !== 2)
