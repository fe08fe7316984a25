import { ROLES } from './permissions'

/** The password of every sandbox sign-in. */
export const SANDBOX_PASSWORD = 'aftercart'

/** A domain that cannot exist (RFC 2606 reserves `.test`). */
const SANDBOX_DOMAIN = '@aftercart.test'

const NAMES = {
  care: 'Cora Lindqvist',
  lead: 'Leon Okafor',
  manager: 'Mara Duarte',
  finance: 'Fumiko Ito',
  engineer: 'Enzo Ferri',
  admin: 'Ada Nowak',
} as const satisfies Record<(typeof ROLES)[number], string>

/** One sandbox staff member per role. */
export const SANDBOX_STAFF = ROLES.map((role) => ({
  email: `${role}${SANDBOX_DOMAIN}`,
  name: NAMES[role],
  role,
}))

/** Whether the email is a sandbox address; sandbox passwords are public. */
export const isSandboxEmail = (email: string) => email.toLowerCase().endsWith(SANDBOX_DOMAIN)
