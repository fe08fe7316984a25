import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { CommandContext } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { addBlockedOrder, addPerson, addUnreadableWebhook } from '@/test/support/exceptions'
import { cancelBulkJob } from './cancel-bulk-job'
import { sweepBulkJobs } from './continue-bulk-jobs'
import { runBulkBatch } from './run-bulk-batch'
import { startBulkJob } from './start-bulk-job'

const { sql } = await openTestDatabase()

let lead: CommandContext & { actor: { id: string } }
let other: CommandContext & { actor: { id: string } }
beforeAll(async () => {
  lead = await addPerson(sql, 'Grace Hopper', 'lead')
  other = await addPerson(sql, 'Alan Turing', 'lead')
})

const job = async (jobId: string) => {
  const [row] = await sql`select * from bulk_jobs where id = ${jobId}`
  return row
}
const add = async (count: number) => {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) ids.push((await addBlockedOrder(sql)).exceptionId)
  return ids
}
const input = (kind: string, ids: string[], payload: Record<string, unknown>) => ({
  jobId: uuidv7(),
  kind: kind as 'exceptions.retry',
  filter: { ids },
  payload,
})
const history = (id: string, type: string) =>
  sql`select 1 from exception_events where exception_id = ${id} and type = ${type}`

test('a job stores its rows and its event, and runs as the person who started it', async () => {
  const ids = await add(3)
  const request = input('exceptions.ignore', ids, {
    reason: 'Known outage',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  })
  expect(await startBulkJob(request, lead)).toEqual({ jobId: request.jobId, total: 3 })
  const [event] = await sql`select name from outbox where data->>'jobId' = ${request.jobId}`
  expect(event?.name).toBe('bulk-job/requested')
  expect(await runBulkBatch(request.jobId)).toMatchObject({ isOver: true })
  expect(await job(request.jobId)).toMatchObject({ status: 'done', total: 3, done: 3, refused: 0 })
  const closed = await sql`select status, closed_by from exceptions where id in ${sql(ids)}`
  expect(closed).toHaveLength(3)
  for (const row of closed)
    expect(row).toEqual({ status: 'ignored', closed_by: 'Grace Hopper: Known outage' })
})

test('a repeated request starts one job', async () => {
  const request = input('exceptions.retry', await add(2), { reason: 'Again' })
  const both = await Promise.all([startBulkJob(request, lead), startBulkJob(request, lead)])
  expect(both[0]).toEqual(both[1])
  expect(await sql`select 1 from bulk_job_rows where job_id = ${request.jobId}`).toHaveLength(2)
  expect(await sql`select 1 from outbox where data->>'jobId' = ${request.jobId}`).toHaveLength(1)
  await expect(startBulkJob(request, other)).rejects.toMatchObject({ code: 'conflict' })
})

test('two processes on one job process each row once', async () => {
  const ids = await add(12)
  const request = input('exceptions.retry', ids, { reason: 'The bank is back' })
  await startBulkJob(request, lead)
  await Promise.all([runBulkBatch(request.jobId), runBulkBatch(request.jobId)])
  expect(await job(request.jobId)).toMatchObject({ status: 'done', done: 12, refused: 0 })
  for (const id of ids) expect(await history(id, 'exception.retried')).toHaveLength(1)
})

test('a refused row shows why and does not stop the others', async () => {
  const [settled = '', canceled = '', fine = ''] = await add(3)
  await sql`update exceptions set status = 'resolved', closed_by = 'the customer paid'
    where id = ${settled}`
  const request = input('exceptions.retry', [canceled, fine], { reason: 'Again' })
  await startBulkJob(request, lead)
  await sql`update orders set status = 'canceled'
    where id = (select order_id from exceptions where id = ${canceled})`
  await runBulkBatch(request.jobId)
  expect(await job(request.jobId)).toMatchObject({ status: 'done', done: 1, refused: 1 })
  const [refused] = await sql`select message from bulk_job_rows
    where job_id = ${request.jobId} and status = 'refused'`
  expect(refused?.message).toMatch(/is canceled/)
  // Nothing of a refused row is stored.
  expect(await history(canceled, 'exception.retried')).toHaveLength(0)
  await expect(
    startBulkJob(input('exceptions.retry', [settled], { reason: 'Again' }), lead),
  ).rejects.toMatchObject({ message: 'No matching rows.' })
})

test('a filter selects every matching exception of a cause', async () => {
  const [id = ''] = await add(1)
  await sql`update exceptions set fingerprint = 'a-cause-of-its-own' where id = ${id}`
  const filter = { inbox: { tab: 'all', fingerprint: 'a-cause-of-its-own' } }
  const request = { ...input('exceptions.assign', [], { assigneeId: other.actor.id }), filter }
  expect(await startBulkJob(request, lead)).toMatchObject({ total: 1 })
  await runBulkBatch(request.jobId)
  const [row] = await sql`select assignee_id from exceptions where id = ${id}`
  expect(row?.assignee_id).toBe(other.actor.id)
})

test('a canceled job leaves the remaining rows unchanged', async () => {
  const request = input('exceptions.escalate', await add(2), { note: 'Look, please.' })
  await startBulkJob(request, lead)
  await cancelBulkJob({ jobId: request.jobId }, other)
  expect(await runBulkBatch(request.jobId)).toMatchObject({ isOver: true })
  expect(await job(request.jobId)).toMatchObject({
    status: 'canceled',
    done: 0,
    canceled_by_name: 'Alan Turing',
  })
  await expect(cancelBulkJob({ jobId: request.jobId }, lead)).rejects.toMatchObject({
    message: 'Alan Turing already canceled this job.',
  })
})

test('a person without permission, or deactivated, changes nothing', async () => {
  const care = await addPerson(sql, 'Ada Lovelace', 'care')
  const request = input('exceptions.retry', await add(1), { reason: 'Again' })
  await expect(startBulkJob(request, care)).rejects.toMatchObject({ code: 'forbidden' })
  const leaver = await addPerson(sql, 'Edsger Dijkstra', 'lead')
  await startBulkJob(request, leaver)
  await sql`update staff set disabled_at = now() where id = ${leaver.actor.id}`
  await runBulkBatch(request.jobId)
  const [row] = await sql`select message from bulk_job_rows where job_id = ${request.jobId}`
  expect(row?.message).toBe('Edsger Dijkstra is no longer an active staff member.')
})

test('an invalid payload is rejected before anything is stored', async () => {
  const request = input('exceptions.retry', await add(1), { reason: ' ' })
  await expect(startBulkJob(request, lead)).rejects.toMatchObject({
    code: 'bad_input',
    message: 'Enter a reason.',
  })
  expect(await job(request.jobId)).toBeUndefined()
})

test('a stalled job is restarted', async () => {
  const engineer = await addPerson(sql, 'Radia Perlman', 'engineer')
  const request = input('exceptions.retry', [await addUnreadableWebhook(sql)], { reason: 'Again' })
  await startBulkJob(request, engineer)
  expect(await sweepBulkJobs()).toEqual({ resumed: 0 })
  expect((await sweepBulkJobs(new Date(Date.now() + 10 * 60_000))).resumed).toBeGreaterThan(0)
  const events = await sql`select 1 from outbox where data->>'jobId' = ${request.jobId}`
  expect(events).toHaveLength(2)
})
