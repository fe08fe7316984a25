import type postgres from 'postgres'

/**
 * Runs `work` as a bulk load: triggers and foreign keys are off, indexes other than those of constraints
 * are dropped and rebuilt from the filled tables. One transaction, so that no reader sees a table without
 * its indexes.
 */
export async function bulkLoad(
  sql: postgres.Sql,
  tables: readonly string[],
  load: (tx: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe('set local synchronous_commit = off')
    await tx.unsafe('set local session_replication_role = replica')
    await tx.unsafe(`set local maintenance_work_mem = '512MB'`)
    await tx.unsafe(`set local work_mem = '256MB'`)
    await tx.unsafe(`lock table ${tables.join(', ')} in access exclusive mode`)
    const indexes = await tx<{ name: string; definition: string }[]>`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i
      where i.indrelid = any(${[...tables]}::text[]::regclass[])
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`
    for (const { name } of indexes) await tx.unsafe(`drop index ${name}`)
    await load(tx)
    for (const { definition } of indexes) await tx.unsafe(definition)
  })
  await sql.unsafe(`vacuum analyze ${tables.join(', ')}`)
}

/** Runs bulk loads with as few checkpoints as a database tuned for them. */
export async function withFewCheckpoints<T>(sql: postgres.Sql, work: () => Promise<T>): Promise<T> {
  await sql.unsafe(`alter system set max_wal_size = '16GB'`)
  await sql.unsafe(`alter system set checkpoint_timeout = '30min'`)
  await sql.unsafe('select pg_reload_conf()')
  try {
    return await work()
  } finally {
    await sql.unsafe('alter system reset max_wal_size')
    await sql.unsafe('alter system reset checkpoint_timeout')
    await sql.unsafe('select pg_reload_conf()')
    await sql.unsafe('checkpoint')
  }
}
