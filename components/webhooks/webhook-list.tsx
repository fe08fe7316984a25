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
const NO_FILTER = { q: null, topic: null, status: null, shop: null, ...FIRST_PAGE }

/** Every message the storefronts sent, newest first. Its whole state stands in the address. */
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
        onClear={() => void setState(NO_FILTER)}
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
        <p>Every message a storefront sends is kept here as it came, with what became of it.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No webhook matches"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all webhooks
        </Button>
      }
    >
      <p>The search takes whole ids and order numbers, not parts of them.</p>
    </Notice>
  )
}
