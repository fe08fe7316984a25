import { z } from 'zod'
import { findInboxReader } from '@/db/queries/exceptions/inbox-conditions'
import { findBulkJob, insertBulkJob, saveBulkJob } from '@/db/queries/pipeline/bulk-jobs'
import type { Actor } from '@/domain/staff/actor'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { BULK_KIND_NAMES, bulkKind } from './bulk-actions'

export const StartBulkJobInput = z.object({
  /** Made by whoever asks, so that a request that is repeated starts nothing. */
  jobId: z.uuid(),
  kind: z.enum(BULK_KIND_NAMES),
  filter: z.record(z.string(), z.unknown()),
  payload: z.record(z.string(), z.unknown()),
})
export type StartBulkJobInput = z.infer<typeof StartBulkJobInput>

/**
 * Accepts a job on many things: what the filter means now is written down row by row, and done in
 * the background in the name of the person who asks.
 * @throws AppError forbidden, bad_input when the filter finds nothing
 */
export async function startBulkJob(
  input: StartBulkJobInput,
  context: CommandContext,
): Promise<{ jobId: string; total: number }> {
  const kind = bulkKind(input.kind)
  const person = requirePerson(context.actor, kind.permission)
  const { filter, payload } = parsed(() => kind.parse(input.filter, input.payload))
  return runInTransaction(context, async (uow) => {
    const { jobId } = input
    const isNew = await insertBulkJob(uow.tx, {
      id: jobId,
      kind: input.kind,
      filter: { ...filter },
      payload: { ...payload },
      total: 0,
      pacePerSecond: kind.pacePerSecond,
      requestedById: person.id,
      requestedByName: person.name,
      requestedByRole: person.role,
      requestId: context.requestId,
      progressedAt: uow.now,
    })
    if (!isNew) return repeated(uow, jobId, person.id)
    const reader = await findInboxReader(uow.tx, person.id, uow.now)
    const total = await kind.select(uow, jobId, filter, reader)
    if (total === 0) throw new AppError('bad_input', 'Nothing matches any more.')
    await saveBulkJob(uow.tx, jobId, { total }, uow.now)
    const data = { kind: input.kind, filter, payload, total }
    uow.recordAudit('bulk.start', { type: 'bulk_job', id: jobId }, data)
    uow.emit({
      name: 'bulk-job/requested',
      data: { jobId, requestId: context.requestId },
    })
    return { jobId, total }
  })
}

type Person = Extract<Actor, { kind: 'person' }>

function requirePerson(actor: Actor, permission: Parameters<typeof reasonAgainst>[1]): Person {
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people start such a job.')
  const refusal = reasonAgainst(actor.role, permission)
  if (refusal) throw new AppError('forbidden', refusal)
  return actor
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new AppError('bad_input', error.issues[0]?.message ?? 'That is not valid.')
  }
}

async function repeated(uow: UnitOfWork, jobId: string, staffId: string) {
  const job = await findBulkJob(uow.tx, jobId)
  if (job?.requestedById !== staffId) throw new AppError('conflict', 'This job is somebody else’s.')
  return { jobId, total: job.total }
}
