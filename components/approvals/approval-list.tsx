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

/** Renders refunds and reshipments that need approval, and recent decisions. */
export function ApprovalList() {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.approvals.list.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  if (error && !data)
    return <Failure isPage title="Couldn't load approvals" query={{ error, refetch, isFetching }} />
  if (!data) return null
  return (
    <div className={classes.page}>
      <h1>Approvals</h1>
      {data.waiting.length === 0 ? (
        <Notice icon={<IconChecks size={20} />} title="No pending approvals">
          <p>Refunds and reshipments above a limit appear here.</p>
        </Notice>
      ) : (
        data.waiting.map((request) => <ApprovalCard key={request.id} request={request} />)
      )}
      <Section title="Decided" aside={data.decided.length || ''}>
        {data.decided.length === 0 && <Nothing>No decisions yet.</Nothing>}
        <ul className={classes.decided}>
          {data.decided.map((request) => (
            <DecidedRow key={request.id} request={request} />
          ))}
        </ul>
      </Section>
    </div>
  )
}
