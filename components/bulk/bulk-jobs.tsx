'use client'

import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import strips from '@/components/panel/strips.module.css'
import { useTRPC } from '@/components/trpc-provider'
import classes from './bulk-jobs.module.css'
import { type BulkJob, jobTitle } from './bulk-labels'
import { SkippedRows } from './skipped-rows'
import { useRefresh } from './use-refresh'

const FAST_MS = 1000
const SLOW_MS = 15_000

const isActive = ({ status }: BulkJob) => status === 'queued' || status === 'running'

/** Renders the progress of the viewer's bulk jobs; nothing without jobs. */
export function BulkJobs() {
  const trpc = useTRPC()
  const { data: jobs = [] } = useQuery(
    trpc.bulk.recent.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some(isActive) ? FAST_MS : SLOW_MS),
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

/** Refreshes the lists as soon as a job ends. */
function useRefreshWhenDone(jobs: BulkJob[]): void {
  const refresh = useEffectEvent(useRefresh())
  const activeCount = jobs.filter(isActive).length
  const previousCount = useRef(0)
  useEffect(() => {
    if (activeCount < previousCount.current) void refresh()
    previousCount.current = activeCount
  }, [activeCount])
}

function Job({ job }: { job: BulkJob }) {
  const [isOpen, setOpen] = useState(false)
  const { total, done, refused } = job
  return (
    <>
      <span className={strips.text}>{progressText(job)}</span>
      <progress
        className={classes.progress}
        aria-label={jobTitle(job)}
        max={total}
        value={done + refused}
      />
      {refused > 0 && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {refused} skipped
        </Button>
      )}
      {isActive(job) && <Cancel jobId={job.id} />}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Skipped items" size="lg">
        <SkippedRows job={job} />
      </Modal>
    </>
  )
}

/** Returns the job's progress: "Tagging 2 orders: finished, 2 done". */
function progressText(job: BulkJob): string {
  const { status, total, done, canceledByName } = job
  const title = jobTitle(job)
  switch (status) {
    case 'queued':
      return `${title}: starting…`
    case 'running':
      return `${title}: ${done} of ${total} done`
    case 'done':
      return `${title}: finished, ${done} done`
    case 'canceled':
      return `${title}: stopped by ${canceledByName}, ${done} done`
  }
}

function Cancel({ jobId }: { jobId: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.bulk.cancel.mutationOptions({
      onError: ({ message }) =>
        void notifications.show({ title: "Couldn't stop the job", message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.bulk.pathKey() }),
    }),
  )
  return (
    <Button variant="default" loading={isPending} onClick={() => mutate({ jobId })}>
      Stop job
    </Button>
  )
}
