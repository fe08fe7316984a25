import type { openTestDatabase } from '@/test/support/database'
import type { TestEngine } from '@/test/support/pipeline/pipeline'

type Sql = Awaited<ReturnType<typeof openTestDatabase>>['sql']

/** Delivers outbox events to the engine until no events are left. */
export async function drainOutbox(sql: Sql, engine: TestEngine): Promise<void> {
  for (;;) {
    const rows = await sql`update outbox set sent_at = now() where sent_at is null returning *`
    if (rows.length === 0) return
    for (const { id, name, data } of rows) engine.accept({ id, name, data })
    await engine.drain()
  }
}
