import { redirect } from 'next/navigation'
import type { Role } from './domain/permissions'

/** The person who is signed in, as their row says at this moment. */
export type Staff = { id: string; name: string; email: string; role: Role; sessionId: string }

/** Who is signed in, checked against the database on every request; undefined: nobody. */
export async function currentStaff(): Promise<Staff | undefined> {
  return undefined
}

/** For pages: who is signed in; anybody else is sent to the sign-in page and back afterwards. */
export async function requireStaff(): Promise<Staff> {
  return (await currentStaff()) ?? redirect('/sign-in')
}
