import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'

/** Saves a sync's functions and deletes functions the app no longer serves. */
export async function saveFunctions(
  functions: { id: string }[],
  appVersion: string | null,
): Promise<void> {
  const ids = sql.param(functions.map((f) => f.id))
  const configs = sql.param(functions.map((f) => JSON.stringify(f)))
  await getDb().transaction(async (tx) => {
    await tx.execute(sql`
      insert into runner_functions (id, config, app_version, synced_at, cron_minute_at)
      select f.id, f.config::json, ${appVersion}::text, now(), date_trunc('minute', now())
      from unnest(${ids}::text[], ${configs}::text[]) as f(id, config)
      on conflict (id) do update set config = excluded.config,
        app_version = excluded.app_version, synced_at = excluded.synced_at`)
    await tx.execute(sql`delete from runner_functions where id <> all (${ids}::text[])`)
  })
}

/** Returns the last minute (ms) for which each function's cron ticks were started. */
export async function listCronMinutes(functionIds: string[]): Promise<Map<string, number>> {
  const rows = await getDb().execute<{ id: string; minute: number }>(sql`
    select id, (extract(epoch from cron_minute_at) * 1000)::float8 as minute
    from runner_functions where id = any (${sql.param(functionIds)}::text[])`)
  return new Map(rows.map((row) => [row.id, row.minute]))
}

/** Saves that the ticks of these functions were started up to `minute` (ms). */
export async function saveCronMinute(functionIds: string[], minute: number): Promise<void> {
  await getDb().execute(sql`
    update runner_functions set cron_minute_at = to_timestamp(${minute}::float8 / 1000)
    where id = any (${sql.param(functionIds)}::text[])
      and cron_minute_at < to_timestamp(${minute}::float8 / 1000)`)
}
