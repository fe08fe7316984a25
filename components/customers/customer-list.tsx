'use client'

import { Button } from '@mantine/core'
import { IconSearchOff, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { FIRST_PAGE, PagedRows, type PageTurn } from '@/components/data-table/paged-rows'
import { SearchField } from '@/components/data-table/search-field'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Notice } from '@/components/states/notice'
import { useTRPC } from '@/components/trpc-provider'
import { CUSTOMER_COLUMNS } from './customer-columns'
import classes from './customer-list.module.css'
import { CUSTOMER_LIST_URL, type CustomerListState, customerListInput } from './customer-list-url'

/** All customers, registered or guest, newest first. All state is in the URL. */
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
            placeholder="Name, email or phone"
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
  onTurn: (page: PageTurn) => void
}

function CustomerRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.customers.list.queryOptions(customerListInput(state), {
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <PagedRows
      query={query}
      noun={{ one: 'customer', many: 'customers' }}
      columns={CUSTOMER_COLUMNS}
      rowId={(customer) => customer.id}
      layout={classes.columns}
      empty={<Empty isSearch={state.q.trim() !== ''} onClear={onClear} />}
      onTurn={onTurn}
    />
  )
}

function Empty({ isSearch, onClear }: { isSearch: boolean; onClear: () => void }) {
  if (!isSearch)
    return (
      <Notice icon={<IconUsers size={20} />} title="No customers yet">
        <p>Customers appear here after their first order.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No matching customers"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all customers
        </Button>
      }
    >
      <p>
        The search covers names, email addresses and phone numbers of registered and guest
        customers.
      </p>
    </Notice>
  )
}
