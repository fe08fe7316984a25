import { and, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { customerMails } from '../schema/fulfilment'

export type CustomerMailRow = typeof customerMails.$inferSelect

export async function findCustomerMail(
  tx: Executor,
  idempotencyKey: string,
): Promise<CustomerMailRow | undefined> {
  const rows = await tx
    .select()
    .from(customerMails)
    .where(eq(customerMails.idempotencyKey, idempotencyKey))
  return rows[0]
}

/** Stores a mail that a person wrote and the pipeline is to send. */
export async function insertCustomerMail(
  tx: Executor,
  mail: Pick<
    CustomerMailRow,
    'orderId' | 'template' | 'recipient' | 'subject' | 'body' | 'idempotencyKey'
  >,
): Promise<void> {
  await tx
    .insert(customerMails)
    .values({ ...mail, status: 'sending' })
    .onConflictDoNothing({ target: customerMails.idempotencyKey })
}

/** Where a mail that was not sent yet goes instead. */
export async function saveMailRecipient(
  tx: Executor,
  idempotencyKey: string,
  recipient: string,
): Promise<void> {
  await tx
    .update(customerMails)
    .set({ recipient })
    .where(and(eq(customerMails.idempotencyKey, idempotencyKey), ne(customerMails.status, 'sent')))
}

/**
 * Stores that a mail is about to leave; one that left stays as it is.
 * @returns sent: it has left before; new: nobody has tried to send it yet
 */
export async function startCustomerMail(
  tx: Executor,
  mail: Pick<CustomerMailRow, 'orderId' | 'template' | 'recipient' | 'idempotencyKey'>,
): Promise<'new' | 'tried' | 'sent'> {
  const [row] = await tx
    .insert(customerMails)
    .values({ ...mail, status: 'sending' })
    .onConflictDoUpdate({
      target: customerMails.idempotencyKey,
      set: { recipient: mail.recipient, status: 'sending', error: null },
      setWhere: ne(customerMails.status, 'sent'),
    })
    // Zero only on a row that this statement inserted.
    .returning({ isNew: sql<boolean>`xmax = 0` })
  if (!row) return 'sent'
  return row.isNew ? 'new' : 'tried'
}

export async function settleCustomerMail(
  tx: Executor,
  idempotencyKey: string,
  change: Pick<CustomerMailRow, 'status' | 'sentAt' | 'error'>,
): Promise<void> {
  await tx.update(customerMails).set(change).where(eq(customerMails.idempotencyKey, idempotencyKey))
}
