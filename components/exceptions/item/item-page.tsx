'use client'

import { useQuery } from '@tanstack/react-query'
import layout from '@/components/panel/detail-page.module.css'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { TriageBar } from '../triage/triage-bar'
import { ItemActions } from './item-actions'
import { type ItemData, isIdle, isRetryAction } from './item-data'
import { ItemAttempts, ItemHappened } from './item-happened'
import { ItemHeader } from './item-header'
import { ItemHistory } from './item-history'
import { ItemOrder, ItemOrderSide } from './item-order'
import { ItemPaymentLinks } from './item-payment-links'
import { ItemPlaybook } from './item-playbook'
import { ItemRaw } from './item-raw'
import { ItemSkeleton } from './item-skeleton'

const POLL_MS = 2000
const SLOW_POLL_MS = 15_000

type Props = {
  exceptionId: string
  /** Whether it is shown beside the inbox, which has the page heading. */
  isPane?: boolean
}

/** Renders one exception: what happened, its attempts, its order and the actions that resolve it. */
export function ItemPage({ exceptionId, isPane = false }: Props) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.exceptionActions.item.queryOptions(
      { exceptionId },
      {
        refetchInterval: ({ state }) => (state.data && isIdle(state.data) ? SLOW_POLL_MS : POLL_MS),
      },
    ),
  )
  if (error && !data)
    return (
      <Failure
        isPage={!isPane}
        title="Couldn't load this exception"
        query={{ error, refetch, isFetching }}
      />
    )
  if (!data) return <ItemSkeleton />
  return (
    <>
      <StaleBar isStale={error !== null} />
      <div className={layout.page}>
        <ItemHeader data={data} Title={isPane ? 'h2' : 'h1'} />
        <TriageBar exceptionId={exceptionId} hasRetryElsewhere={data.actions.some(isRetryAction)} />
        <div className={layout.columns} data-wide>
          <Main data={data} />
          <Side data={data} />
        </div>
      </div>
    </>
  )
}

function Main({ data }: { data: ItemData }) {
  return (
    <div className={layout.main}>
      <ItemHappened data={data} />
      <ItemPaymentLinks data={data} />
      <ItemActions data={data} />
      <ItemOrder data={data} />
      <ItemRaw exceptionId={data.exception.id} />
    </div>
  )
}

function Side({ data }: { data: ItemData }) {
  return (
    <aside className={layout.side} aria-label="About this exception">
      <ItemPlaybook data={data} />
      <ItemAttempts data={data} />
      <ItemOrderSide data={data} />
      <ItemHistory data={data} />
    </aside>
  )
}
