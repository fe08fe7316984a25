import type { Permission } from '@/domain/staff/permissions'
import {
  alertSettingsPath,
  assignmentSettingsPath,
  limitSettingsPath,
  peopleSettingsPath,
  playbookSettingsPath,
  retrySettingsPath,
  storefrontSettingsPath,
  workHoursSettingsPath,
} from '@/paths/routes'

type SettingsPage = { label: string; href: string; permission?: Permission }

/** The settings pages. A page with a permission is shown only to users who have it. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  { label: 'Alerts', href: alertSettingsPath() },
  { label: 'People', href: peopleSettingsPath(), permission: 'staff.manage' },
  { label: 'Limits', href: limitSettingsPath() },
  { label: 'Storefronts', href: storefrontSettingsPath() },
  { label: 'Assignment', href: assignmentSettingsPath() },
  { label: 'Working hours', href: workHoursSettingsPath() },
  { label: 'Retries', href: retrySettingsPath() },
  { label: 'Playbooks', href: playbookSettingsPath() },
]
