'use client'

import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { ROLES } from '@/domain/staff/permissions'
import { ordersViewPath } from '@/paths/routes'
import classes from './order-filters.module.css'
import { SaveViewDialog } from './save-view-dialog'
import { useSavedViewMutations } from './use-saved-view-mutations'

/** A menu of the saved views, and the button that saves the current one. */
export function SavedViews({ query }: { query: string }) {
  const [isSaving, setSaving] = useState(false)
  const views = useQuery(useTRPC().savedViews.list.queryOptions({ scope: 'orders' })).data ?? []
  return (
    <>
      {views.length > 0 && <ViewMenu views={views} query={query} />}
      <UnstyledButton className={classes.view} onClick={() => setSaving(true)}>
        <IconPlus size={14} aria-hidden />
        Save view
      </UnstyledButton>
      {isSaving && (
        <SaveViewDialog scope="orders" query={query} onClose={() => setSaving(false)}>
          Saves the tab, search, filters, sort order and columns.
        </SaveViewDialog>
      )}
    </>
  )
}

function ViewMenu({ views, query }: { views: View[]; query: string }) {
  const current = views.find((view) => view.query === query)
  const router = useRouter()
  return (
    <Menu width={240} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <UnstyledButton
          className={classes.view}
          aria-current={current ? 'true' : undefined}
          aria-label={current ? `Saved view: ${current.name}` : 'Saved views'}
        >
          {current?.name ?? 'Saved views'}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((view) => (
          <Menu.Item key={view.id} onClick={() => router.push(ordersViewPath(view.query))}>
            <bdi>{view.name}</bdi>
            {view.isShared ? ' · shared' : ''}
            {view.defaultForRole ? ` · default for ${view.defaultForRole}` : ''}
          </Menu.Item>
        ))}
        {current && <CurrentViewActions view={current} />}
      </Menu.Dropdown>
    </Menu>
  )
}

type View = {
  id: string
  query: string
  name: string
  isOwn: boolean
  isShared: boolean
  defaultForRole: string | null
}

/** Menu items that act on the saved view being shown. */
function CurrentViewActions({ view }: { view: View }) {
  const { remove, chooseDefault } = useSavedViewMutations()
  const canShare = useReasonAgainst('views.share') === undefined
  if (!view.isOwn && !canShare) return null
  return (
    <>
      <Menu.Divider />
      {canShare &&
        view.isShared &&
        ROLES.filter((role) => role !== view.defaultForRole).map((role) => (
          <Menu.Item
            key={role}
            onClick={() => chooseDefault({ scope: 'orders', role, viewId: view.id })}
          >
            Set as default for {role}
          </Menu.Item>
        ))}
      <Menu.Item onClick={() => remove({ viewId: view.id })}>Delete {view.name}</Menu.Item>
    </>
  )
}
