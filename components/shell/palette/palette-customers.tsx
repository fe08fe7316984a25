'use client'

import { Spotlight } from '@mantine/spotlight'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { customerPath } from '@/paths/routes'
import { useDebouncedSearch } from './use-debounced-search'

const MAX_SHOWN = 5

type Props = { typed: string; onOpen: (href: string) => void }

/** Registered and guest customers whose name, email or phone number matches the typed text. */
export function PaletteCustomers({ typed, onOpen }: Props) {
  const trpc = useTRPC()
  const { search, isCurrent } = useDebouncedSearch(typed)
  const { data } = useQuery(
    trpc.customers.list.queryOptions({ search }, { enabled: search !== '' }),
  )
  // Never shows the results of an earlier text.
  if (!isCurrent || !data || data.rows.length === 0) return null
  return (
    <Spotlight.ActionsGroup label="Customers">
      {data.rows.slice(0, MAX_SHOWN).map(({ id, name, email, isGuest }) => (
        <Spotlight.Action
          key={id}
          label={name || email || 'Unnamed customer'}
          description={[email, isGuest && 'guest'].filter(Boolean).join(' · ')}
          aria-label={`Customer ${name || email || '(unnamed)'}`}
          leftSection={<IconUser size={18} stroke={1.6} />}
          onClick={() => onOpen(customerPath(id))}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
