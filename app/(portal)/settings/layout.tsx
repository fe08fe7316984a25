import type { ReactNode } from 'react'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'exceptions.read')
  if (refusal) return <NoAccess area="settings" reason={refusal} />
  return <SettingsFrame>{children}</SettingsFrame>
}
