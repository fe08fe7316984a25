import { redirect } from 'next/navigation'
import { alertSettingsPath } from '@/server/domain/routes'

export default function SettingsPage() {
  redirect(alertSettingsPath())
}
