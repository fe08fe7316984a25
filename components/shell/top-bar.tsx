'use client'

import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconKeyboard, IconSearch } from '@tabler/icons-react'
import { AccountMenu } from './account-menu'
import { Bell } from './bell'
import { Breadcrumbs } from './breadcrumbs'
import { palette } from './palette/palette-store'
import { ThemeMenu } from './theme-menu'
import classes from './top-bar.module.css'

/** Breadcrumbs, the search button that opens the palette, and the user's menus. */
export function TopBar({ onHelp }: { onHelp: () => void }) {
  return (
    <header className={classes.bar}>
      <Breadcrumbs />
      <UnstyledButton className={classes.search} onClick={palette.open} aria-label="Search">
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={classes.hint}>Search or go to</span>
        <span className={classes.keys} aria-hidden>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">K</Kbd>
        </span>
      </UnstyledButton>
      <div className={classes.tools}>
        <Tooltip label="Keyboard shortcuts (?)">
          <ActionIcon className={classes.help} aria-label="Keyboard shortcuts" onClick={onHelp}>
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Bell />
        <ThemeMenu />
        <AccountMenu />
      </div>
    </header>
  )
}
