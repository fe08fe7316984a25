import { redirect } from 'next/navigation'
import { alertSettingsPath } from '@/paths/routes'

export default function SettingsPage() {
  redirect(alertSettingsPath())
}
