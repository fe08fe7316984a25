import { z } from 'zod'
import { findCustomerById } from '@/db/queries/customers/customers'
import { findGuest } from '@/db/queries/customers/guests'
import { listOrderAddresses } from '@/db/queries/orders/order-parts'
import { lockOrder } from '@/db/queries/orders/orders'
import { customerPersonalDataRevealed } from '@/domain/events/customer-events'
import { orderPersonalDataRevealed } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'

export const RevealOrderInput = z.object({ orderId: z.uuid() })
export const RevealCustomerInput = z.object({ customerId: z.uuid() })

/**
 * Returns an order's unmasked personal data to a user whose role masks it. Records the access in the
 * audit log.
 * @throws AppError not_found
 */
export function revealOrder(
  { orderId }: z.infer<typeof RevealOrderInput>,
  context: CommandContext,
) {
  return runInTransaction(context, async (uow) => {
    const order = await lockOrder(uow.tx, orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    const addresses = await listOrderAddresses(uow.tx, orderId)
    uow.record(orderPersonalDataRevealed({ orderId }))
    const { customerName, email, phone } = order
    return { customerName, email, phone, addresses }
  })
}

/** `revealOrder` for a customer; a guest is identified by one of their orders. @throws AppError not_found */
export function revealCustomer(
  { customerId }: z.infer<typeof RevealCustomerInput>,
  context: CommandContext,
) {
  return runInTransaction(context, async (uow) => {
    const customer = await findCustomerById(uow.tx, customerId)
    if (!customer) return revealGuest(uow, customerId)
    uow.record(customerPersonalDataRevealed({ customerId }))
    const { email, phone } = customer
    return { name: customerName(customer), email, phone }
  })
}

async function revealGuest(uow: UnitOfWork, orderId: OrderId) {
  const guest = await findGuest(uow.tx, orderId)
  if (!guest) throw new AppError('not_found', 'Customer not found.')
  uow.record(orderPersonalDataRevealed({ orderId }))
  const { name, email, phone } = guest
  return { name, email, phone }
}

const customerName = ({
  firstName,
  lastName,
}: {
  firstName: string | null
  lastName: string | null
}) => [firstName, lastName].filter(Boolean).join(' ')
