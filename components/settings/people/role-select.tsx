import { Select, type SelectProps } from '@mantine/core'
import { ROLES, type Role } from '@/domain/staff/permissions'

const ROLE_DESCRIPTIONS: Record<Role, string> = {
  care: 'customer service, refunds up to a small limit',
  lead: 'leads customer service, approves refunds',
  manager: 'views reports',
  finance: 'accounting and gift cards',
  engineer: 'technical operations',
  admin: 'full access, including staff',
}

const CHOICES = ROLES.map((role) => ({ value: role, label: `${role}: ${ROLE_DESCRIPTIONS[role]}` }))

type Props = Omit<SelectProps, 'data'> & { reasonAgainst?: string | undefined }

/** Selects a role. Each option describes what the role is for. */
export function RoleSelect({ reasonAgainst, ...props }: Props) {
  return (
    <Select
      label="Role"
      description={reasonAgainst}
      disabled={reasonAgainst !== undefined}
      allowDeselect={false}
      data={CHOICES}
      {...props}
    />
  )
}
