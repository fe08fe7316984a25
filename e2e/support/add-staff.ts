import type postgres from 'postgres'
import type { Role } from '../../domain/staff/permissions'
import { sandboxEmail } from './session'

let count = 0

/** Adds a staff member whom one test can disable or sign out. Returns the email address. */
export async function addStaff(sql: postgres.Sql, role: Role): Promise<string> {
  const email = `${role}-${process.pid}-${++count}@aftercart.test`
  await sql`
    insert into staff (id, email, name, role, password_hash)
    select gen_random_uuid(), ${email}, name, role, password_hash
    from staff where email = ${sandboxEmail(role)}`
  return email
}
