import { isAllowed, type Role } from './permissions'

/** Whether people of this role see customers' names and addresses without asking for them. */
export const seesPersonalData = (role: Role): boolean => isAllowed(role, 'customers.see')

const DOTS = '•••'

/** `Zoë Müller` as `Z••• M•••`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${firstLetter(word)}${DOTS}`)
    .join(' ')
}

/** `zoe@example.de` as `z•••@example.de`: the domain tells a shop's own people from customers. */
export function maskEmail(email: string | null): string | null {
  if (!email) return email
  const at = email.lastIndexOf('@')
  return at < 1 ? DOTS : `${firstLetter(email)}${DOTS}${email.slice(at)}`
}

const firstLetter = (text: string) => [...text][0] ?? ''
