import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/**
 * Adds webhooks rejected for an invalid signature to the current 15-minute bucket.
 * @param counts rejected webhooks by the shop domain that they claimed
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
