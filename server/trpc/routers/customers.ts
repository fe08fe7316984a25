import { z } from 'zod'
import { getDb } from '@/db/client'
import {
  findCustomerKey,
  getCustomerFacts,
  listCustomerOrders,
} from '@/db/queries/customers/customer-facts'
import { type CustomerListRow, listCustomers } from '@/db/queries/customers/customer-list'
import { findCustomerById } from '@/db/queries/customers/customers'
import { findGuest } from '@/db/queries/customers/guests'
import type { Role } from '@/domain/staff/permissions'
import { maskEmail, maskName, maskPhone, seesPersonalData } from '@/domain/staff/personal-data'
import {
  RevealCustomerInput,
  RevealOrderInput,
  revealCustomer,
  revealOrder,
} from '@/server/modules/customers/reveal-personal-data'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { SearchInput } from '../inputs'

/** Returns a row of the customer list, masked unless the role sees personal data. */
function toRow({ firstName, lastName, email, phone, ...row }: CustomerListRow, role: Role) {
  const name = [firstName, lastName].filter(Boolean).join(' ')
  if (seesPersonalData(role)) return { ...row, name, email, phone }
  return { ...row, name: maskName(name), email: maskEmail(email), phone: maskPhone(phone) }
}

/** Returns an account by its ID, or a guest by the ID of one of their orders. */
async function getCustomer(id: string) {
  const customer = await findCustomerById(getDb(), id)
  const guest = customer ? undefined : await findGuest(getDb(), id)
  if (guest) {
    const { storefrontId, name, email, phone, createdAt } = guest
    const key = { customerId: null, email, storefrontId }
    return { id, key, name, email, phone, createdAt, isGuest: true, isErased: false }
  }
  if (!customer) throw new AppError('not_found', 'Customer not found.')
  const { storefrontId, firstName, lastName, email, phone, createdAt, redactedAt } = customer
  const key = { customerId: id, email, storefrontId }
  const name = [firstName, lastName].filter(Boolean).join(' ')
  return { id, key, name, email, phone, createdAt, isGuest: false, isErased: redactedAt !== null }
}

const reading = procedureWith('orders.read')
const OTHER_ORDERS = 5

const ListCustomersInput = z.object({
  search: SearchInput,
  after: z.uuid().optional(),
  before: z.uuid().optional(),
})

/** Customers with and without an account. */
export const customersRouter = router({
  list: reading.input(ListCustomersInput).query(async ({ input, ctx }) => {
    const { search, after, before } = input
    const id = after ?? before
    const cursor = id && { direction: after ? ('after' as const) : ('before' as const), id }
    const page = await listCustomers({ search, ...(cursor && { cursor }) })
    return { ...page, rows: page.rows.map((row) => toRow(row, ctx.staff.role)) }
  }),

  /** Facts about an order's customer and their other orders. */
  ofOrder: reading.input(z.object({ orderId: z.uuid() })).query(async ({ input }) => {
    const key = await findCustomerKey(input.orderId)
    if (!key) throw new AppError('not_found', 'Order not found.')
    const [facts, others] = await Promise.all([
      getCustomerFacts(key),
      listCustomerOrders(key, OTHER_ORDERS, key.orderId),
    ])
    // A guest's page is identified by any of their orders.
    return { customerId: key.customerId ?? key.orderId, facts, others }
  }),

  get: reading.input(RevealCustomerInput).query(async ({ input, ctx }) => {
    const { key, ...customer } = await getCustomer(input.customerId)
    const [facts, orders] = await Promise.all([getCustomerFacts(key), listCustomerOrders(key)])
    const { name, email, phone } = customer
    const isMasked = !seesPersonalData(ctx.staff.role)
    const contact = isMasked
      ? { name: maskName(name), email: maskEmail(email), phone: maskPhone(phone) }
      : { name, email, phone }
    return { ...customer, ...contact, isMasked, facts, orders }
  }),

  reveal: reading
    .input(RevealCustomerInput)
    .mutation(({ input, ctx }) => revealCustomer(input, ctx.command)),

  revealOrder: reading
    .input(RevealOrderInput)
    .mutation(({ input, ctx }) => revealOrder(input, ctx.command)),
})
