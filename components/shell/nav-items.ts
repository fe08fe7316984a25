import {
  IconAlertTriangle,
  IconChartBar,
  IconChecks,
  IconGift,
  IconPackage,
  IconSettings,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react'
import type { Permission } from '@/domain/staff/permissions'
import {
  approvalsPath,
  customersPath,
  exceptionsPath,
  giftCardsPath,
  ordersPath,
  reportsPath,
  settingsPath,
  webhooksPath,
} from '@/paths/routes'

/** The portal's navigation items. Pressing `g` and then `key` opens one. */
export const NAV_ITEMS = [
  { label: 'Orders', href: ordersPath(), icon: IconPackage, permission: 'orders.read', key: 'o' },
  {
    label: 'Exceptions',
    href: exceptionsPath(),
    icon: IconAlertTriangle,
    permission: 'exceptions.read',
    key: 'e',
  },
  {
    label: 'Approvals',
    href: approvalsPath(),
    icon: IconChecks,
    permission: 'approvals.read',
    key: 'a',
  },
  {
    label: 'Customers',
    href: customersPath(),
    icon: IconUsers,
    permission: 'orders.read',
    key: 'u',
  },
  {
    label: 'Reports',
    href: reportsPath(),
    icon: IconChartBar,
    permission: 'reports.read',
    key: 'r',
  },
  {
    label: 'Gift cards',
    href: giftCardsPath(),
    icon: IconGift,
    permission: 'gift_cards.read',
    key: 'c',
  },
  {
    label: 'Webhooks',
    href: webhooksPath(),
    icon: IconWebhook,
    permission: 'webhooks.read',
    key: 'd',
  },
  {
    label: 'Settings',
    href: settingsPath(),
    icon: IconSettings,
    permission: 'exceptions.read',
    key: 's',
  },
] as const satisfies {
  label: string
  href: string
  icon: typeof IconPackage
  permission: Permission
  key: string
}[]

export type NavItem = (typeof NAV_ITEMS)[number]
