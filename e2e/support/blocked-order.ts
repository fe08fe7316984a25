import type postgres from 'postgres'

/** The id of a blocked order that no test sets going again; those take declined cards. */
export async function blockedOrder(sql: postgres.Sql): Promise<string> {
  const [order] = await sql`
    select id from orders o where status = 'blocked' and not exists (
      select from exceptions e where e.order_id = o.id and e.kind = 'payment_declined')
    order by placed_at limit 1`
  if (!order) throw new Error('No order is blocked.')
  return order.id
}
