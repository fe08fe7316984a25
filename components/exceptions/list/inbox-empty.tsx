'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import type { InboxTab } from '@/domain/exception/inbox'
import { countFilters, type InboxState } from './inbox-url'

const NOTHING_IN: Record<InboxTab, { title: string; text: string }> = {
  all: {
    title: 'Nothing is wrong',
    text: 'What stops an order, or cannot be understood, appears here by itself.',
  },
  mine: {
    title: 'Nothing is yours',
    text: 'What you take or are given appears here. See what nobody has yet under Unassigned.',
  },
  unassigned: {
    title: 'Nothing waits for somebody to take it',
    text: 'What nobody has taken yet and needs a person appears here.',
  },
  due: {
    title: 'Nothing is due soon',
    text: 'What comes close to its time limit, or is past it, appears here.',
  },
  waiting: {
    title: 'Nothing was set aside',
    text: 'What waits for a customer or for stock appears here, with its date.',
  },
}

/** Why the inbox is empty, and the next step. */
export function InboxEmpty({ state, onClear }: { state: InboxState; onClear: () => void }) {
  const isNarrowed = countFilters(state) > 0
  const { title, text } = isNarrowed
    ? { title: 'No exception matches', text: 'The filters leave nothing over in this tab.' }
    : NOTHING_IN[state.tab]
  const Icon = isNarrowed ? IconSearchOff : IconCircleCheck
  return (
    <Notice
      icon={<Icon size={20} />}
      title={title}
      actions={
        (isNarrowed || state.tab !== 'all') && (
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
