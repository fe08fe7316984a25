'use client'

import { Button, VisuallyHidden } from '@mantine/core'
import { IconSearchOff, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { SearchField } from '@/components/data-table/search-field'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { CUSTOMER_COLUMNS } from './customer-columns'
import classes from './customer-list.module.css'
import { CUSTOMER_LIST_URL, type CustomerListState, customerListInput } from './customer-list-url'

const FIRST_PAGE = { after: null, before: null }

/** Everybody who bought, with an account or as a guest, known last first. Its whole state stands in the address. */
export function CustomerList() {
  useRowKeys()
  const [state, setState] = useQueryStates(CUSTOMER_LIST_URL)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>Customers</h1>
        <div className={classes.search}>
          <SearchField
            value={state.q}
            onSearch={(q) => void setState({ q, ...FIRST_PAGE })}
            label="Search customers"
            placeholder="Name, e-mail or phone"
          />
        </div>
      </header>
      <CustomerRows
        state={state}
        onClear={() => void setState({ q: null, ...FIRST_PAGE })}
        onTurn={(page) => void setState(page, { history: 'push', scroll: true })}
      />
    </div>
  )
}

type RowsProps = {
  state: CustomerListState
  onClear: () => void
  onTurn: (page: Pick<CustomerListState, 'after' | 'before'>) => void
}

function CustomerRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.customers.list.queryOptions(customerListInput(state), {
      placeholderData: keepPreviousData,
    }),
  )
  if (error && !data)
    return (
      <Failure title="The customers could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <TableSkeleton columns={CUSTOMER_COLUMNS} layout={classes.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0) return <Empty isSearch={state.q.trim() !== ''} onClear={onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <DataTable
          label="Customers"
          columns={CUSTOMER_COLUMNS}
          rows={rows}
          rowId={(customer) => customer.id}
          layout={classes.columns}
        />
      </div>
      <Pager
        summary={`${countWords(rows.length)} on this page`}
        onPrevious={previous ? () => onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => onTurn({ after: next, before: null }) : undefined}
      />
    </>
  )
}

const countWords = (count: number) => (count === 1 ? '1 customer' : `${count} customers`)

function Empty({ isSearch, onClear }: { isSearch: boolean; onClear: () => void }) {
  if (!isSearch)
    return (
      <Notice icon={<IconUsers size={20} />} title="No customers yet">
        <p>Whoever orders at a storefront appears here.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No customer matches"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all customers
        </Button>
      }
    >
      <p>
        The search looks at names, e-mail addresses and telephone numbers of accounts and of guests.
      </p>
    </Notice>
  )
}
