'use client'

import { Button, SegmentedControl, Select, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { scrollIntoViewRef } from '@/components/shell/scroll-into-view'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import {
  GROUP_SORTS,
  type GroupSort,
  INBOX_SORTS,
  INBOX_TAB_NAMES,
  INBOX_TABS,
  type InboxSort,
  type InboxTab,
} from '@/domain/exception/inbox'
import { COUNT_CAP } from '@/domain/order/order-views'
import { GROUP_SORT_LABELS, SORT_LABELS } from '../exception-labels'
import { InboxFilters } from './inbox-filters'
import classes from './inbox-head.module.css'
import { countFilters, type InboxState } from './inbox-url'

const POLL_MS = 15_000

type Change = Partial<{ [Name in keyof InboxState]: InboxState[Name] | null }>
type Props = {
  state: InboxState
  onTab: (tab: InboxTab) => void
  onFilter: (change: Change) => void
}

/** Renders the inbox header: tabs with counts, grouping, sort order and filters. */
export function InboxHead({ state, onTab, onFilter }: Props) {
  const [isExpanded, { toggle }] = useDisclosure(countFilters(state) > 0)
  const filters = countFilters(state)
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h1>Exceptions</h1>
        <Tabs current={state.tab} onTab={onTab} />
      </div>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="View"
          data={[
            { value: 'grouped', label: 'By cause' },
            { value: 'flat', label: 'List' },
          ]}
          value={state.grouped ? 'grouped' : 'flat'}
          onChange={(value) => onFilter({ grouped: value === 'grouped' })}
        />
        <Sort state={state} onFilter={onFilter} />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={isExpanded}
          onClick={toggle}
        >
          {filters === 0 ? 'Filter' : `Filter (${filters})`}
        </Button>
      </div>
      {isExpanded && <InboxFilters state={state} onFilter={onFilter} />}
    </header>
  )
}

function Tabs({ current, onTab }: { current: InboxTab; onTab: Props['onTab'] }) {
  const trpc = useTRPC()
  const { locale } = useViewerLocale()
  const { data } = useQuery(
    trpc.exceptions.counts.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  const formatCount = (count: number) =>
    new Intl.NumberFormat(locale).format(Math.min(count, COUNT_CAP)) +
    (count > COUNT_CAP ? '+' : '')
  return (
    <nav className={classes.tabs} aria-label="Tabs">
      {INBOX_TAB_NAMES.map((tab) => (
        <UnstyledButton
          key={tab}
          ref={tab === current ? scrollIntoViewRef : undefined}
          className={classes.tab}
          aria-current={tab === current ? 'true' : undefined}
          onClick={() => onTab(tab)}
        >
          {INBOX_TABS[tab]}
          {data && (
            <span
              className={classes.count}
              data-trouble={(tab === 'due' && data.due > 0) || undefined}
              suppressHydrationWarning
            >
              {formatCount(data[tab])}
            </span>
          )}
        </UnstyledButton>
      ))}
    </nav>
  )
}

function Sort({ state, onFilter }: Pick<Props, 'state' | 'onFilter'>) {
  if (state.grouped)
    return (
      <Select
        aria-label="Sort groups by"
        className={classes.sort}
        allowDeselect={false}
        data={GROUP_SORTS.map((value) => ({ value, label: GROUP_SORT_LABELS[value] }))}
        value={state.groupSort}
        onChange={(value) => onFilter({ groupSort: value as GroupSort })}
      />
    )
  return (
    <Select
      aria-label="Sort by"
      className={classes.sort}
      allowDeselect={false}
      data={INBOX_SORTS.map((value) => ({ value, label: SORT_LABELS[value] }))}
      value={state.sort}
      onChange={(value) => onFilter({ sort: value as InboxSort })}
    />
  )
}
