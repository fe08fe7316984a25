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

/** The Ctrl+K / ⌘K palette: opens pages, orders and customers, changes the theme and signs out. */
export function Palette() {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const found = useFoundOrders(typed)
  const open = (href: string) => router.push(href)
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
        <PaletteNavItems typed={typed} onOpen={open} />
        {typed !== '' && (
          <PaletteOrders found={found} onOpen={open} allHref={orderSearchPath(typed)} />
        )}
        {typed !== '' && <PaletteCustomers typed={typed} onOpen={open} />}
        <PaletteActions typed={typed} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

const isMatch = (label: string, typed: string) => label.toLowerCase().includes(typed.toLowerCase())

type NavItemsProps = { typed: string; onOpen: (href: string) => void }

/** The navigation items that match the typed text. */
function PaletteNavItems({ typed, onOpen }: NavItemsProps) {
  const navItems = useNavItems().filter(({ label }) => isMatch(`Go to ${label}`, typed))
  if (navItems.length === 0) return null
  return (
    <Spotlight.ActionsGroup label="Go to">
      {navItems.map(({ href, label, icon: Icon }) => (
        <Spotlight.Action
          key={href}
          label={label}
          leftSection={<Icon {...ICON} />}
          onClick={() => onOpen(href)}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** The theme and sign-out actions that match the typed text. */
function PaletteActions({ typed }: { typed: string }) {
  const { setColorScheme } = useMantineColorScheme()
  const { signOut } = useSignOut()
  const themes = THEMES.filter(({ label }) => isMatch(`Theme: ${label}`, typed))
  const hasSignOut = isMatch('Sign out', typed)
  if (themes.length === 0 && !hasSignOut) return null
  return (
    <Spotlight.ActionsGroup label="Actions">
      {themes.map(({ value, label, icon: Icon }) => (
        <Spotlight.Action
          key={value}
          label={`Theme: ${label.toLowerCase()}`}
          leftSection={<Icon {...ICON} />}
          onClick={() => setColorScheme(value)}
        />
      ))}
      {hasSignOut && (
        <Spotlight.Action
          label="Sign out"
          leftSection={<IconLogout {...ICON} />}
          onClick={signOut}
        />
      )}
    </Spotlight.ActionsGroup>
  )
}
