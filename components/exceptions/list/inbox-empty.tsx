'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import type { InboxTab } from '@/domain/exception/inbox'
import { countFilters, type InboxState } from './inbox-url'

const EMPTY_TABS: Record<InboxTab, { title: string; text: string }> = {
  all: {
    title: 'No open exceptions',
    text: "Problems that stop an order and webhooks that can't be parsed appear here.",
  },
  mine: {
    title: 'Nothing assigned to you',
    text: 'Exceptions assigned to you appear here. Find more under Unassigned.',
  },
  unassigned: {
    title: 'No unassigned exceptions',
    text: 'Exceptions that need a person and have no assignee appear here.',
  },
  due: {
    title: 'Nothing due soon',
    text: 'Exceptions that are overdue or almost due appear here.',
  },
  waiting: {
    title: 'No snoozed exceptions',
    text: 'Exceptions that wait for a customer or for stock appear here, with their date.',
  },
}

/** Explains why the inbox is empty and offers the next step. */
export function InboxEmpty({ state, onClear }: { state: InboxState; onClear: () => void }) {
  const isFiltered = countFilters(state) > 0
  const { title, text } = isFiltered
    ? { title: 'No results', text: 'Try removing a filter.' }
    : EMPTY_TABS[state.tab]
  const Icon = isFiltered ? IconSearchOff : IconCircleCheck
  return (
    <Notice
      icon={<Icon size={20} />}
      title={title}
      actions={
        (isFiltered || state.tab !== 'all') && (
          <Button variant="default" onClick={onClear}>
            Show all exceptions
          </Button>
        )
      }
    >
      <p>{text}</p>
    </Notice>
  )
}
