'use client'

import { Button } from '@mantine/core'
import { IconSearchOff, IconWebhook } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { FIRST_PAGE, PagedRows, type PageTurn } from '@/components/data-table/paged-rows'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Notice } from '@/components/states/notice'
import { useTRPC } from '@/components/trpc-provider'
import { WEBHOOK_COLUMNS } from './webhook-columns'
import { WebhookFilters } from './webhook-filters'
import classes from './webhook-list.module.css'
import {
  isFiltered,
  WEBHOOK_LIST_URL,
  type WebhookListState,
  webhookListInput,
} from './webhook-list-url'

const POLL_MS = 5000
const NO_FILTERS = { q: null, topic: null, status: null, shop: null, ...FIRST_PAGE }

/** All webhooks from the storefronts, newest first. All state is in the URL. */
export function WebhookList() {
  useRowKeys()
  const [state, setState] = useQueryStates(WEBHOOK_LIST_URL)
  return (
    <div className={classes.page}>
      <WebhookFilters
        state={state}
        onChange={(change) => void setState({ ...change, ...FIRST_PAGE })}
      />
      <WebhookRows
        state={state}
        onClear={() => void setState(NO_FILTERS)}
        onTurn={(page) => void setState(page, { history: 'push', scroll: true })}
      />
    </div>
  )
}

type RowsProps = {
  state: WebhookListState
  onClear: () => void
  onTurn: (page: PageTurn) => void
}

function WebhookRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.webhooks.list.queryOptions(webhookListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  return (
    <PagedRows
      query={query}
      noun={{ one: 'webhook', many: 'webhooks' }}
      columns={WEBHOOK_COLUMNS}
      rowId={(webhook) => webhook.id}
      layout={classes.columns}
      empty={<Empty isFiltered={isFiltered(state)} onClear={onClear} />}
      onTurn={onTurn}
    />
  )
}

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered)
    return (
      <Notice icon={<IconWebhook size={20} />} title="No webhooks yet">
        <p>Webhooks from your storefronts appear here with their payload and outcome.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No matching webhooks"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all webhooks
        </Button>
      }
    >
      <p>Search by full webhook ID, order ID or order number.</p>
    </Notice>
  )
}
