import { isAllowed, type Role } from './permissions'

/** Whether the role sees customers' personal data unmasked. */
export const seesPersonalData = (role: Role): boolean => isAllowed(role, 'customers.see')

const DOTS = '•••'

/** Masks `Zoë Müller` as `Z••• M•••`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${firstLetter(word)}${DOTS}`)
    .join(' ')
}

/** Masks `zoe@example.de` as `z•••@example.de`; the domain distinguishes staff from customers. */
export function maskEmail(email: string | null): string | null {
  if (!email) return email
  const at = email.lastIndexOf('@')
  return at < 1 ? DOTS : `${firstLetter(email)}${DOTS}${email.slice(at)}`
}

/** Masks a phone number except its last two digits. */
export function maskPhone(phone: string | null): string | null {
  return phone && `${DOTS}${phone.replace(/\D/g, '').slice(-2)}`
}

type Place = {
  name: string
  company: string | null
  address1: string
  address2: string | null
  postalCode: string | null
  phone: string | null
}

/** Masks an address except city and country, which taxes and shipping depend on. */
export function maskAddress<T extends Place>(address: T): T {
  const dots = (text: string | null) => text && DOTS
  return {
    ...address,
    name: maskName(address.name),
    company: dots(address.company),
    address1: dots(address.address1) ?? '',
    address2: dots(address.address2),
    postalCode: dots(address.postalCode),
    phone: maskPhone(address.phone),
  }
}

const firstLetter = (text: string) => [...text][0] ?? ''
