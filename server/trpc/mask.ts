import type { findOrderPage } from '@/db/queries/orders/order-page'
import type { Role } from '@/domain/staff/permissions'
import {
  maskAddress,
  maskEmail,
  maskName,
  maskPhone,
  seesPersonalData,
} from '@/domain/staff/personal-data'

type OrderPage = NonNullable<Awaited<ReturnType<typeof findOrderPage>>>
type Buyer = { customerName: string; email: string | null }

/** Returns order list rows with personal data masked for this role. */
export function maskRows<T extends Buyer>(rows: T[], role: Role): T[] {
  return seesPersonalData(role) ? rows : rows.map(maskBuyer)
}

/** Returns the order page's data masked for this role; `isMasked` lets the page offer to reveal it. */
export function maskOrderPage(page: OrderPage, role: Role): OrderPage & { isMasked?: boolean } {
  if (seesPersonalData(role)) return { ...page, isMasked: false }
  const { order, addresses, timeline } = page
  return {
    ...page,
    order: { ...maskBuyer(order), phone: maskPhone(order.phone) },
    addresses: addresses.map(maskAddress),
    timeline: { ...timeline, events: maskEvents(timeline.events, role) },
    isMasked: true,
  }
}

/** Returns timeline rows without corrected addresses. */
export function maskEvents<T extends { type: string; data: Record<string, unknown> }>(
  events: T[],
  role: Role,
): T[] {
  if (seesPersonalData(role)) return events
  return events.map((event) =>
    event.type === 'address.edited'
      ? { ...event, data: { fields: event.data.fields ?? [] } }
      : event,
  )
}

function maskBuyer<T extends Buyer>(buyer: T): T {
  return { ...buyer, customerName: maskName(buyer.customerName), email: maskEmail(buyer.email) }
}
