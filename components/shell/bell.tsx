'use client'

import { ActionIcon, Indicator, Menu } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '@/components/trpc-provider'
import { inboxPath } from '@/paths/routes'
import classes from './bell.module.css'

const POLL_MS = 15_000
const MAX_COUNT = 100

const LINES = [
  { name: 'overdue', label: 'Overdue', tab: 'due' },
  { name: 'dueSoon', label: 'Due soon or overdue', tab: 'due' },
  { name: 'mine', label: 'Assigned to me', tab: 'mine' },
  { name: 'unassigned', label: 'Unassigned', tab: 'unassigned' },
] as const

/** A menu with the viewer's exception counts. Shows a badge if any are due soon. */
export function Bell() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.shell.inbox.queryOptions(undefined, { refetchInterval: POLL_MS }))
  const urgent = data?.dueSoon ?? 0
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={urgent === 0 ? 'Inbox' : `Inbox, ${capped(urgent)} due soon`}>
          <Indicator color="red" size={8} offset={2} disabled={urgent === 0}>
            <IconBell size={18} stroke={1.6} aria-hidden />
          </Indicator>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Exceptions</Menu.Label>
        {LINES.map(({ name, label, tab }) => (
          <Menu.Item
            key={name}
            component={Link}
            href={inboxPath({ tab, grouped: 'false' })}
            rightSection={<span className={classes.count}>{data ? capped(data[name]) : ''}</span>}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const capped = (count: number) => (count >= MAX_COUNT ? '99+' : String(count))
