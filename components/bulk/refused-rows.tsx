'use client'

import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import classes from './bulk-jobs.module.css'
import { type BulkJob, subjectPath } from './bulk-labels'

/** The rows of a job that were refused, each with the reason. */
export function RefusedRows({ job: { id: jobId, kind } }: { job: BulkJob }) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery(
    trpc.bulk.refused.infiniteQueryOptions(
      { jobId },
      { getNextPageParam: ({ next }) => next, initialCursor: null },
    ),
  )
  if (error && !data)
    return <Failure title="The rows could not be loaded" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={80} aria-busy />
  return (
    <>
      <ul className={classes.refused}>
        {data.pages.flatMap(({ rows }) =>
          rows.map(({ subjectId, message }) => (
            <li key={subjectId}>
              <Link href={subjectPath(kind, subjectId)}>Open it</Link>: {message}
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
