import type postgres from 'postgres'
import type { Role } from '../../domain/staff/permissions'
import { sandboxEmail } from './session'

let made = 0

/** Somebody of this role whose access one test may take away; returns the email address. */
export async function newStaff(sql: postgres.Sql, role: Role): Promise<string> {
  const email = `${role}-${process.pid}-${++made}@aftercart.test`
  await sql`
    insert into staff (id, email, name, role, password_hash)
    select gen_random_uuid(), ${email}, name, role, password_hash
    from staff where email = ${sandboxEmail(role)}`
  return email
}
