import type postgres from 'postgres'

/** Returns the ID of a blocked order that no test resumes. Tests resume only declined payments. */
export async function findBlockedOrder(sql: postgres.Sql): Promise<string> {
  const [order] = await sql`
    select id from orders o where status = 'blocked' and not exists (
      select from exceptions e where e.order_id = o.id and e.kind = 'payment_declined')
    order by placed_at limit 1`
  if (!order) throw new Error('There is no blocked order.')
  return order.id
}
