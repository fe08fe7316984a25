'use client'

import { Menu, UnstyledButton } from '@mantine/core'
import { IconDevices, IconLogout } from '@tabler/icons-react'
import classes from './account-menu.module.css'
import { useSignOut } from './use-sign-out'
import { useViewer } from './viewer'

/** Shows the signed-in user, with the sign-out actions. */
export function AccountMenu() {
  const { name, email, role } = useViewer()
  const { signOut, signOutEverywhere } = useSignOut()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label={`${name}, account menu`}>
          <span aria-hidden>{initials(name)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.card}>
          <strong>{name}</strong>
          <span>{email}</span>
          <span className={classes.role}>{role}</span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>
          Sign out
        </Menu.Item>
        <Menu.Item leftSection={<IconDevices size={16} stroke={1.6} />} onClick={signOutEverywhere}>
          Sign out everywhere
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Returns the first characters of the first and last name. Works for any script. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : words
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('')
}
