import { redirect } from 'next/navigation'
import { retrySettingsPath } from '@/server/domain/routes'

export default function SettingsPage() {
  redirect(retrySettingsPath())
}
