import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'

const MAX_TAGS = 200

/** Lists the filter options stored as data: storefronts, and tags in use. */
export async function listFilterChoices(): Promise<{
  storefronts: { id: string; name: string }[]
  tags: string[]
}> {
  const db = getDb()
  const [storefronts, tags] = await Promise.all([
    db.execute<{ id: string; name: string }>(
      sql`select id, name from storefronts order by name, id`,
    ),
    db.execute<{ tag: string }>(sql`
      select tag from (
        select unnest(tags) as tag from (
          select tags from orders where tags <> '{}' order by placed_at desc limit 2000
        ) newest
      ) used group by tag order by count(*) desc, tag limit ${MAX_TAGS}`),
  ])
  return {
    storefronts: Array.from(storefronts, ({ id, name }) => ({ id, name })),
    tags: Array.from(tags, ({ tag }) => tag),
  }
}
