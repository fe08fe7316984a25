import { Select } from '@mantine/core'
import { ROLES, type Role } from '@/domain/staff/permissions'

const WHOSE: Record<Role, string> = {
  care: 'answers customers, refunds within small limits',
  lead: 'leads care, decides about refunds',
  manager: 'reads the numbers',
  finance: 'keeps the books, gift cards',
  engineer: 'keeps it running',
  admin: 'everything, and this list',
}

const CHOICES = ROLES.map((role) => ({ value: role, label: `${role}: ${WHOSE[role]}` }))

type Props = { value: Role; onChange: (role: Role) => void; reasonAgainst?: string | undefined }

/** One of the roles, each with what it is for. */
export function RoleSelect({ value, onChange, reasonAgainst }: Props) {
  return (
    <Select
      label="Role"
      description={reasonAgainst}
      disabled={reasonAgainst !== undefined}
      allowDeselect={false}
      data={CHOICES}
      value={value}
      onChange={(role) => onChange(ROLES.find((one) => one === role) ?? value)}
    />
  )
}
