'use client'

import { Loader, useMantineColorScheme } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconLogout, IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { orderSearchPath } from '@/paths/routes'
import { THEMES } from '../themes'
import { useSignOut } from '../use-sign-out'
import { useNavItems } from '../viewer'
import classes from './palette.module.css'
import { PaletteCustomers } from './palette-customers'
import { PaletteOrders } from './palette-orders'
import { paletteStore } from './palette-store'
import { useFoundOrders } from './use-found-orders'

const NO_TAGS: string[] = []
const ICON = { size: 18, stroke: 1.6 }

/** Ctrl/⌘+K: go to a navItem, find an order or a customer, change the theme, sign out. */
export function Palette() {
  const router = useRouter()
  const navItems = useNavItems()
  const { setColorScheme } = useMantineColorScheme()
  const { signOut } = useSignOut()
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const found = useFoundOrders(typed)
  const matches = (label: string) => label.toLowerCase().includes(typed.toLowerCase())
  const pages = navItems.filter(({ label }) => matches(`Go to ${label}`))
  const themes = THEMES.filter(({ label }) => matches(`Theme: ${label}`))

  return (
    <Spotlight.Root
      store={paletteStore}
      // Opens from text fields, too.
      tagsToIgnore={NO_TAGS}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={440}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      transitionProps={{ duration: 80 }}
      classNames={classes}
    >
      <Spotlight.Search
        placeholder="Search orders and customers, or go to a page"
        aria-label="Search orders, customers, pages and actions"
        leftSection={found.isSearching ? <Loader size={16} /> : <IconSearch {...ICON} />}
      />
      <Spotlight.ActionsList>
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {pages.map(({ href, label, icon: Icon }) => (
              <Spotlight.Action
                key={href}
                label={label}
                leftSection={<Icon {...ICON} />}
                onClick={() => router.push(href)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {typed !== '' && (
          <PaletteOrders
            found={found}
            onOpen={(href) => router.push(href)}
            allHref={orderSearchPath(typed)}
          />
        )}
        {typed !== '' && <PaletteCustomers typed={typed} onOpen={(href) => router.push(href)} />}
        {(themes.length > 0 || matches('Sign out')) && (
          <Spotlight.ActionsGroup label="Actions">
            {themes.map(({ value, label, icon: Icon }) => (
              <Spotlight.Action
                key={value}
                label={`Theme: ${label.toLowerCase()}`}
                leftSection={<Icon {...ICON} />}
                onClick={() => setColorScheme(value)}
              />
            ))}
            {matches('Sign out') && (
              <Spotlight.Action
                label="Sign out"
                leftSection={<IconLogout {...ICON} />}
                onClick={signOut}
              />
            )}
          </Spotlight.ActionsGroup>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
