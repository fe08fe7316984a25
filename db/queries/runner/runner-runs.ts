import type postgres from 'postgres'
import { getSql } from '@/db/client'

/** The pool, or one transaction of it. */
export type RunnerSql = postgres.Sql | postgres.TransactionSql

export type StepMemo = { data: unknown } | { error: unknown }

/** A run as its drive holds it; times in milliseconds since 1970. */
export type RunRow = {
  id: string
  functionId: string
  event: Record<string, unknown>
  maxAttempts: number
  slots: { key: string; limit: number }[]
  generation: number
  protocolVersion: number
  isPlanForced: boolean
  pending: string[]
  discoveryDueAt: number | null
  discoveryAttempt: number
  transportFailures: number
}

export type StepRow = {
  id: string
  name: string
  status: 'planned' | 'sleeping' | 'done'
  attempt: number
  dueAt: number | null
  position: number | null
  memo: StepMemo | null
}

/** What becomes of a run after its state is saved. */
export type NextForRun =
  | { kind: 'drive' }
  | { kind: 'pause'; until: number }
  | { kind: 'complete'; result: unknown }
  | { kind: 'fail'; error: { name: string; message: string } }

const epoch = (sql: RunnerSql, column: string) =>
  sql`(extract(epoch from ${sql(column)}) * 1000)::float8`
const moment = (sql: RunnerSql, ms: number | null) => sql`to_timestamp(${ms}::float8 / 1000)`
const json = (sql: RunnerSql, value: unknown) =>
  sql`${value === undefined ? null : JSON.stringify(value)}::text::json`

/**
 * Takes an unfinished run for driving: raises its generation, so that whatever an earlier drive
 * still brings back is discarded. Undefined when the run is finished or gone.
 */
export async function beginDrive(
  runId: string,
): Promise<{ run: RunRow; steps: StepRow[] } | undefined> {
  const sql = getSql()
  const [run] = await sql<RunRow[]>`
    update runner_runs set generation = generation + 1, status = 'running',
      waiting_key = null, waiting_limit = null, started_at = coalesce(started_at, now())
    where id = ${runId} and finished_at is null
    returning id, function_id as "functionId", event, max_attempts as "maxAttempts", slots,
      generation, protocol_version as "protocolVersion", is_plan_forced as "isPlanForced",
      pending, ${epoch(sql, 'discovery_due_at')} as "discoveryDueAt",
      discovery_attempt as "discoveryAttempt", transport_failures as "transportFailures"`
  if (!run) return undefined
  return { run, steps: run.generation === 1 ? [] : await listSteps(runId) }
}

async function listSteps(runId: string): Promise<StepRow[]> {
  const sql = getSql()
  return sql<StepRow[]>`
    select id, name, status, attempt, ${epoch(sql, 'due_at')} as "dueAt", position, memo
    from runner_steps where run_id = ${runId} order by position nulls last`
}

/** The event and the settled steps of a run, for an SDK that asks for them. */
export async function findRunState(
  runId: string,
): Promise<{ event: Record<string, unknown>; steps: Record<string, StepMemo> } | undefined> {
  const [run] = await getSql()<Pick<RunRow, 'event'>[]>`
    select event from runner_runs where id = ${runId}`
  if (!run) return undefined
  const steps: Record<string, StepMemo> = {}
  for (const step of await listSteps(runId)) if (step.memo) steps[step.id] = step.memo
  return { event: run.event, steps }
}

/**
 * Stores a run's state, the steps that changed and what comes next in one statement, if the
 * drive is still the newest. A pause and an end free the run's concurrency slots.
 * @returns whether it was stored, and the keys of the freed slots
 */
export async function saveRun(
  sql: RunnerSql,
  run: RunRow,
  changed: StepRow[],
  next: NextForRun,
): Promise<{ isCurrent: boolean; freedKeys: string[] }> {
  const [saved] = await sql<{ isCurrent: boolean; freedKeys: string[] | null }[]>`
    with fenced as (
      update runner_runs set protocol_version = ${run.protocolVersion},
        is_plan_forced = ${run.isPlanForced}, pending = ${run.pending}::text[],
        discovery_due_at = ${moment(sql, run.discoveryDueAt)},
        discovery_attempt = ${run.discoveryAttempt},
        transport_failures = ${run.transportFailures} ${ending(sql, next)}
      where id = ${run.id} and generation = ${run.generation} and status = 'running'
      returning id
    )
    ${changed.length === 0 ? sql`` : savedSteps(sql, changed)}
    ${next.kind === 'drive' ? sql`` : sql`, freed as (delete from runner_slots where run_id in (select id from fenced) returning key)`}
    ${next.kind === 'pause' ? sql`, job as (${addJob(sql, run.id, next.until)} from fenced)` : sql``}
    select exists (select 1 from fenced) as "isCurrent",
      ${next.kind === 'drive' ? sql`null` : sql`(select array_agg(key) from freed)`} as "freedKeys",
      ${next.kind === 'pause' ? sql`(select count(*) from job)` : sql`0`} as jobs`
  return { isCurrent: saved?.isCurrent ?? false, freedKeys: saved?.freedKeys ?? [] }
}

function ending(sql: RunnerSql, next: NextForRun) {
  if (next.kind === 'complete')
    return sql`, status = 'completed', finished_at = now(), result = ${json(sql, next.result)}`
  if (next.kind === 'fail')
    return sql`, status = 'failed', finished_at = now(), error = ${json(sql, next.error)}`
  return sql``
}

function savedSteps(sql: RunnerSql, steps: StepRow[]) {
  return sql`, saved as (
    insert into runner_steps (run_id, id, name, status, attempt, due_at, position, memo)
    select fenced.id, s.id, s.name, s.status, s.attempt, to_timestamp(s.due / 1000), s.position,
      s.memo::json
    from fenced, unnest(
      ${steps.map((s) => s.id)}::text[], ${steps.map((s) => s.name)}::text[],
      ${steps.map((s) => s.status)}::text[], ${steps.map((s) => s.attempt)}::int[],
      ${steps.map((s) => s.dueAt)}::float8[], ${steps.map((s) => s.position)}::int[],
      ${steps.map((s) => (s.memo ? JSON.stringify(s.memo) : null))}::text[]
    ) as s(id, name, status, attempt, due, position, memo)
    on conflict (run_id, id) do update set status = excluded.status,
      attempt = excluded.attempt, due_at = excluded.due_at, position = excluded.position,
      memo = excluded.memo, saved_at = now()
    where runner_steps.status <> 'done')`
}

/** Queues the drive of a run. A job of it that waits is replaced; one that executes goes on. */
export function addJob(sql: RunnerSql, runId: string, at: number) {
  return sql`select graphile_worker.add_job('drive_run', json_build_object('runId', ${runId}::text),
    run_at => to_timestamp(${at}::float8 / 1000), job_key => 'run:' || ${runId}::text)`
}

/** Queues the drive of a run that could not be driven to a safe point. */
export async function requeueRun(runId: string, at: number): Promise<void> {
  const sql = getSql()
  await sql`${addJob(sql, runId, at)}`
}
