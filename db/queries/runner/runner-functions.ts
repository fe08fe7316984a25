import { getSql } from '@/db/client'

/** Stores the functions of a sync; those that the app no longer serves are forgotten. */
export async function saveFunctions(
  functions: { id: string }[],
  appVersion: string | null,
): Promise<void> {
  await getSql().begin(async (tx) => {
    await tx`
      insert into runner_functions (id, config, app_version, synced_at, cron_minute_at)
      select f.id, f.config::json, ${appVersion}::text, now(), date_trunc('minute', now())
      from unnest(${functions.map((f) => f.id)}::text[],
        ${functions.map((f) => JSON.stringify(f))}::text[]) as f(id, config)
      on conflict (id) do update set config = excluded.config,
        app_version = excluded.app_version, synced_at = excluded.synced_at`
    await tx`delete from runner_functions where id <> all (${functions.map((f) => f.id)}::text[])`
  })
}

/** Until which minute (ms) each function's cron ticks were started. */
export async function listCronMinutes(functionIds: string[]): Promise<Map<string, number>> {
  const rows = await getSql()<{ id: string; minute: number }[]>`
    select id, (extract(epoch from cron_minute_at) * 1000)::float8 as minute
    from runner_functions where id = any (${functionIds}::text[])`
  return new Map(rows.map((row) => [row.id, row.minute]))
}

/** Notes that a function's ticks up to `minute` (ms) were started. */
export async function saveCronMinute(functionIds: string[], minute: number): Promise<void> {
  await getSql()`
    update runner_functions set cron_minute_at = to_timestamp(${minute}::float8 / 1000)
    where id = any (${functionIds}::text[])
      and cron_minute_at < to_timestamp(${minute}::float8 / 1000)`
}
