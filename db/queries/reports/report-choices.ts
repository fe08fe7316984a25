import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'

/** Lists the filter options that come from the database: storefronts and gateways in use. */
export async function listReportChoices(): Promise<{
  storefronts: { id: string; name: string }[]
  gateways: string[]
}> {
  const db = getDb()
  const [storefronts, gateways] = await Promise.all([
    db.execute<{ id: string; name: string }>(
      sql`select id, name from storefronts order by name, id`,
    ),
    db.execute<{ gateway: string }>(sql`
      select distinct gateway from report_orders where level = 3 and gateway <> '' order by gateway`),
  ])
  return {
    storefronts: Array.from(storefronts, ({ id, name }) => ({ id, name })),
    gateways: Array.from(gateways, ({ gateway }) => gateway),
  }
}
