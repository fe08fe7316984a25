'use client'

import { ActionIcon, Box, Menu, Tooltip, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconMoon, IconSun } from '@tabler/icons-react'
import { THEMES } from './themes'

/** Selects the light, dark or system theme. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon aria-label="Theme">
            <Box lightHidden lh={0}>
              <IconMoon size={18} stroke={1.6} />
            </Box>
            <Box darkHidden lh={0}>
              <IconSun size={18} stroke={1.6} />
            </Box>
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={colorScheme === value && <IconCheck size={16} aria-label="Selected" />}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
