'use client'

import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import strips from '@/components/panel/strips.module.css'
import { useTRPC } from '@/components/trpc-provider'
import classes from './bulk-jobs.module.css'
import { type BulkJob, jobDoing } from './bulk-labels'
import { RefusedRows } from './refused-rows'
import { useRefresh } from './use-refresh'

const FAST_MS = 1000
const SLOW_MS = 15_000

const isMoving = ({ status }: BulkJob) => status === 'queued' || status === 'running'

/** How the reader's own jobs go; nothing while there is none. */
export function BulkJobs() {
  const trpc = useTRPC()
  const { data: jobs = [] } = useQuery(
    trpc.bulk.recent.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some(isMoving) ? FAST_MS : SLOW_MS),
    }),
  )
  useRefreshWhenDone(jobs)
  if (jobs.length === 0) return null
  return (
    <ul className={`${strips.strips} ${classes.jobs}`} aria-label="Jobs">
      {jobs.map((job) => (
        <li key={job.id} className={strips.strip}>
          <Job job={job} />
        </li>
      ))}
    </ul>
  )
}

/** What a job has done shows in the list at once when it ends. */
function useRefreshWhenDone(jobs: BulkJob[]): void {
  const refresh = useEffectEvent(useRefresh())
  const moving = jobs.filter(isMoving).length
  const before = useRef(0)
  useEffect(() => {
    if (moving < before.current) void refresh()
    before.current = moving
  }, [moving])
}

function Job({ job }: { job: BulkJob }) {
  const [isOpen, setOpen] = useState(false)
  const { total, done, refused } = job
  return (
    <>
      <span className={strips.words}>{words(job)}</span>
      <progress
        className={classes.progress}
        aria-label={`${jobDoing(job.kind)} ${total}`}
        max={total}
        value={done + refused}
      />
      {refused > 0 && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {refused} refused
        </Button>
      )}
      {isMoving(job) && <Cancel jobId={job.id} />}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="What was refused" size="lg">
        <RefusedRows job={job} />
      </Modal>
    </>
  )
}

function words(job: BulkJob): string {
  const { status, total, done, canceledByName } = job
  const doing = jobDoing(job.kind)
  switch (status) {
    case 'queued':
      return `${doing} ${total}: about to start`
    case 'running':
      return `${doing} ${total}: ${done} done`
    case 'done':
      return `${doing} ${total} is over: ${done} done`
    case 'canceled':
      return `${doing} ${total} was stopped by ${canceledByName}: ${done} done`
  }
}

function Cancel({ jobId }: { jobId: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.bulk.cancel.mutationOptions({
      onError: ({ message }) =>
        void notifications.show({ title: 'It was not stopped', message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.bulk.pathKey() }),
    }),
  )
  return (
    <Button variant="default" loading={isPending} onClick={() => mutate({ jobId })}>
      Stop
    </Button>
  )
}
