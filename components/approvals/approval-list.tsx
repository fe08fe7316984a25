'use client'

import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Nothing, Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { useTRPC } from '@/components/trpc-provider'
import { ApprovalCard } from './approval-card'
import classes from './approval-list.module.css'
import { DecidedRow } from './decided-row'

const POLL_MS = 5_000

/** The queue of refunds and reshipments that take a second person, and what was decided. */
export function ApprovalList() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.approvals.list.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  if (error && !data)
    return (
      <Failure
        isPage
        title="The approvals could not be loaded"
        query={{ error, refetch, isFetching }}
      />
    )
  if (!data) return null
  return (
    <div className={classes.page}>
      <h1>Approvals</h1>
      {data.waiting.length === 0 ? (
        <Notice icon={<IconChecks size={20} />} title="Nothing waits for approval">
          <p>A refund or a reshipment above somebody's limit appears here.</p>
        </Notice>
      ) : (
        data.waiting.map((request) => <ApprovalCard key={request.id} request={request} />)
      )}
      <Section title="Decided" aside={data.decided.length || ''}>
        {data.decided.length === 0 && <Nothing>Nothing has been decided yet.</Nothing>}
        <ul className={classes.decided}>
          {data.decided.map((request) => (
            <DecidedRow key={request.id} request={request} />
          ))}
        </ul>
      </Section>
    </div>
  )
}
