import { v7 as uuidv7 } from 'uuid'
import { lockOrder } from '@/db/queries/orders/orders'
import { insertOrderSteps } from '@/db/queries/pipeline/order-steps'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { systemActor } from '@/domain/staff/actor'
import type { Role } from '@/domain/staff/permissions'
import { openException } from '@/server/modules/exceptions/open-exception'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import type { openTestDatabase } from '@/test/support/database'
import { addOrder, addStorefront, addWebhook } from './order-commands'

type Sql = Awaited<ReturnType<typeof openTestDatabase>>['sql']

/** Adds a staff member and returns the context of their commands. */
export async function addPerson(sql: Sql, name: string, role: Role = 'care') {
  const id = uuidv7()
  await sql`insert into staff ${sql({ id, name, role, email: `${id}@shop.example` })}`
  return { actor: { kind: 'person', id, name, role }, requestId: 'test' } satisfies CommandContext
}

/** Adds an order that is blocked at its capture step, and its exception. */
export async function addBlockedOrder(
  sql: Sql,
  kind: ExceptionKind = 'payment_declined',
): Promise<{ orderId: string; exceptionId: string }> {
  const orderId = await addOrder(sql)
  const context = { actor: systemActor('test'), requestId: 'test' }
  const exceptionId = await runInTransaction(context, async (uow) => {
    await lockOrder(uow.tx, orderId)
    await insertOrderSteps(uow.tx, orderId)
    return openException(uow, { orderId, step: 'capture', kind, message: 'No money.' })
  })
  await sql`update order_steps set status = 'done' where order_id = ${orderId} and position < 2`
  await sql`update order_steps set status = 'blocked'
    where order_id = ${orderId} and step = 'capture'`
  await sql`update orders set status = 'blocked' where id = ${orderId}`
  return { orderId, exceptionId }
}

/** Adds an unreadable webhook and returns its exception, which has no order. */
export async function addUnreadableWebhook(sql: Sql): Promise<string> {
  const webhookId = await addWebhook(sql, await addStorefront(sql))
  const report = {
    webhookId,
    kind: 'webhook_unreadable' as const,
    message: 'orders/create: no id',
  }
  const context = { actor: systemActor('test'), requestId: 'test' }
  return runInTransaction(context, (uow) => openException(uow, report))
}
