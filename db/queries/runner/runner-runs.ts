import { type SQL, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { type Placeholders, preparedStatement } from '@/db/prepared-statement'

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

/** What a run does after its state is saved. */
export type NextForRun =
  | { kind: 'drive' }
  | { kind: 'pause'; until: number }
  | { kind: 'complete'; result: unknown }
  | { kind: 'fail'; error: { name: string; message: string } }

type OfRun = { runId: string }

const begin = preparedStatement<OfRun, RunRow>(
  ({ runId }) => sql`
    update runner_runs set generation = generation + 1, status = 'running',
      waiting_key = null, waiting_limit = null, started_at = coalesce(started_at, now())
    where id = ${runId} and finished_at is null
    returning id, function_id as "functionId", event, max_attempts as "maxAttempts", slots,
      generation, protocol_version as "protocolVersion", is_plan_forced as "isPlanForced",
      pending, ${toMs('discovery_due_at')} as "discoveryDueAt",
      discovery_attempt as "discoveryAttempt", transport_failures as "transportFailures"`,
)

/**
 * Locks an unfinished run for a drive by raising its generation, so that results of an earlier drive
 * are discarded. Returns undefined when the run is finished or deleted.
 */
export async function beginDrive(
  runId: string,
): Promise<{ run: RunRow; steps: StepRow[] } | undefined> {
  const [run] = await begin(getDb(), { runId })
  if (!run) return undefined
  return { run, steps: run.generation === 1 ? [] : await stepsOf(getDb(), { runId }) }
}

const stepsOf = preparedStatement<OfRun, StepRow>(
  ({ runId }) => sql`
    select id, name, status, attempt, ${toMs('due_at')} as "dueAt", position, memo
    from runner_steps where run_id = ${runId} order by position nulls last`,
)

const eventOf = preparedStatement<OfRun, Pick<RunRow, 'event'>>(
  ({ runId }) => sql`select event from runner_runs where id = ${runId}`,
)

/** Returns a run's event and its settled steps, for an SDK that requests them. */
export async function findRunState(
  runId: string,
): Promise<{ event: Record<string, unknown>; steps: Record<string, StepMemo> } | undefined> {
  const [run] = await eventOf(getDb(), { runId })
  if (!run) return undefined
  const steps: Record<string, StepMemo> = {}
  for (const step of await stepsOf(getDb(), { runId })) if (step.memo) steps[step.id] = step.memo
  return { event: run.event, steps }
}

/**
 * Saves a run's state, its changed steps and what it does next in one statement, if this drive is
 * still the newest. A pause or an end releases the run's concurrency slots.
 * @returns whether it was saved, and the keys of the released slots
 */
export async function saveRun(
  tx: Executor,
  run: RunRow,
  changed: StepRow[],
  next: NextForRun,
): Promise<{ isCurrent: boolean; freedKeys: string[] }> {
  const { id, generation, protocolVersion, isPlanForced, pending } = run
  const { discoveryDueAt, discoveryAttempt, transportFailures } = run
  const [saved] = await saveFor(next.kind, changed.length > 0)(tx, {
    id,
    generation,
    protocolVersion,
    isPlanForced,
    pending,
    discoveryDueAt,
    discoveryAttempt,
    transportFailures,
    until: next.kind === 'pause' ? next.until : null,
    end: endOf(next),
    ids: changed.map((step) => step.id),
    names: changed.map((step) => step.name),
    statuses: changed.map((step) => step.status),
    attempts: changed.map((step) => step.attempt),
    dueAts: changed.map((step) => step.dueAt),
    positions: changed.map((step) => step.position),
    memos: changed.map((step) => (step.memo ? JSON.stringify(step.memo) : null)),
  })
  return { isCurrent: saved?.isCurrent ?? false, freedKeys: saved?.freedKeys ?? [] }
}

/** Returns the JSON of a run's result or error. */
function endOf(next: NextForRun): string | null {
  if (next.kind === 'complete') return JSON.stringify(next.result) ?? null
  return next.kind === 'fail' ? JSON.stringify(next.error) : null
}

type Saved = Pick<
  RunRow,
  | 'id'
  | 'generation'
  | 'protocolVersion'
  | 'isPlanForced'
  | 'pending'
  | 'discoveryDueAt'
  | 'discoveryAttempt'
  | 'transportFailures'
> & {
  until: number | null
  end: string | null
  ids: string[]
  names: string[]
  statuses: string[]
  attempts: number[]
  dueAts: (number | null)[]
  positions: (number | null)[]
  memos: (string | null)[]
}

type Save = ReturnType<typeof composeSave>

const saves = new Map<string, Save>()

function saveFor(kind: NextForRun['kind'], hasSteps: boolean): Save {
  const key = `${kind} ${hasSteps}`
  const save = saves.get(key) ?? composeSave(kind, hasSteps)
  saves.set(key, save)
  return save
}

const composeSave = (kind: NextForRun['kind'], hasSteps: boolean) =>
  preparedStatement<Saved, { isCurrent: boolean; freedKeys: string[] | null }>(
    (run) => sql`
      with fenced as (
        update runner_runs set protocol_version = ${run.protocolVersion},
          is_plan_forced = ${run.isPlanForced}, pending = ${run.pending}::text[],
          discovery_due_at = to_timestamp(${run.discoveryDueAt}::float8 / 1000),
          discovery_attempt = ${run.discoveryAttempt},
          transport_failures = ${run.transportFailures} ${ending(kind, run)}
        where id = ${run.id} and generation = ${run.generation} and status = 'running'
        returning id
      )
      ${hasSteps ? savedSteps(run) : sql``}
      ${kind === 'drive' ? sql`` : sql`, freed as (delete from runner_slots where run_id in (select id from fenced) returning key)`}
      ${kind === 'pause' ? sql`, job as (${addJob(run.id, run.until)} from fenced)` : sql``}
      select exists (select 1 from fenced) as "isCurrent",
        ${kind === 'drive' ? sql`null` : sql`(select array_agg(key) from freed)`} as "freedKeys",
        ${kind === 'pause' ? sql`(select count(*) from job)` : sql`0`} as jobs`,
  )

function ending(kind: NextForRun['kind'], { end }: Placeholders<Saved>): SQL {
  if (kind === 'complete')
    return sql`, status = 'completed', finished_at = now(), result = ${end}::text::json`
  if (kind === 'fail')
    return sql`, status = 'failed', finished_at = now(), error = ${end}::text::json`
  return sql``
}

function savedSteps(steps: Placeholders<Saved>): SQL {
  return sql`, saved as (
    insert into runner_steps (run_id, id, name, status, attempt, due_at, position, memo)
    select fenced.id, s.id, s.name, s.status, s.attempt, to_timestamp(s.due / 1000), s.position,
      s.memo::json
    from fenced, unnest(${steps.ids}::text[], ${steps.names}::text[], ${steps.statuses}::text[],
      ${steps.attempts}::int[], ${steps.dueAts}::float8[], ${steps.positions}::int[],
      ${steps.memos}::text[]
    ) as s(id, name, status, attempt, due, position, memo)
    on conflict (run_id, id) do update set status = excluded.status,
      attempt = excluded.attempt, due_at = excluded.due_at, position = excluded.position,
      memo = excluded.memo, saved_at = now()
    where runner_steps.status <> 'done')`
}

/** Queues the drive of a run. Replaces its waiting job; an executing job continues. */
function addJob(runId: unknown, at: unknown): SQL {
  return sql`select graphile_worker.add_job('drive_run', json_build_object('runId', ${runId}::text),
    run_at => to_timestamp(${at}::float8 / 1000), job_key => 'run:' || ${runId}::text)`
}

const requeue = preparedStatement<OfRun & { at: number }>(({ runId, at }) => addJob(runId, at))

/** Queues the drive of a run that stopped before it reached a safe point. */
export async function requeueRun(runId: string, at: number): Promise<void> {
  await requeue(getDb(), { runId, at })
}

/** Milliseconds since 1970. */
function toMs(column: string): SQL {
  return sql`(extract(epoch from ${sql.identifier(column)}) * 1000)::float8`
}
