'use client'

import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from './bulk-jobs.module.css'
import { type BulkJob, isOrderJob, subjectPath } from './bulk-labels'

/** Renders the rows that a job skipped, each with the reason. */
export function SkippedRows({ job: { id: jobId, kind } }: { job: BulkJob }) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.bulk.refused.infiniteQueryOptions(
      { jobId },
      { getNextPageParam: ({ next }) => next, initialCursor: null },
    ),
  )
  if (error && !data)
    return <Failure title="Couldn't load skipped items" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={80} aria-busy />
  return (
    <>
      <ul className={classes.skipped}>
        {data.pages.flatMap(({ rows }) =>
          rows.map(({ subjectId, message }) => (
            <li key={subjectId}>
              <Link href={subjectPath(kind, subjectId)}>
                {isOrderJob(kind) ? 'Open order' : 'Open exception'}
              </Link>
              : {message}
            </li>
          )),
        )}
      </ul>
      {hasNextPage && (
        <Button mt={12} variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
