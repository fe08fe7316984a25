'use client'

import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconKeyboard, IconSearch } from '@tabler/icons-react'
import { AccountMenu } from './account-menu'
import { Bell } from './bell'
import { Breadcrumbs } from './breadcrumbs'
import { palette } from './palette/palette-store'
import { ThemeMenu } from './theme-menu'
import classes from './top-bar.module.css'

/** Where am I, the search that opens the palette, and the person's own things. */
export function TopBar({ onHelp }: { onHelp: () => void }) {
  return (
    <header className={classes.bar}>
      <Breadcrumbs />
      <UnstyledButton className={classes.search} onClick={palette.open} aria-label="Search">
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={classes.hint}>Search or jump to</span>
        <span className={classes.keys} aria-hidden>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">K</Kbd>
        </span>
      </UnstyledButton>
      <div className={classes.tools}>
        <Tooltip label="Keys (?)">
          <ActionIcon className={classes.help} aria-label="Keys" onClick={onHelp}>
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
