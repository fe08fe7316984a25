import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/**
 * Adds messages that were refused for their signature to the current quarter of an hour.
 * @param counts how many there were of each shop domain that they named
 */
export async function addRejectedSignatures(
  tx: Executor,
  platform: 'shopify',
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await tx.execute(sql`
    insert into rejected_signatures (bucket_at, storefront_id, count)
    select report_bucket(now()), s.id, sum(x.n)::int
    from unnest(${sql.param([...counts.keys()])}::text[], ${sql.param([...counts.values()])}::int[])
      x(domain, n)
    left join storefronts s on s.platform = ${platform} and s.shop_domain = x.domain
    group by s.id
    on conflict (bucket_at, storefront_id)
    do update set count = rejected_signatures.count + excluded.count`)
}
