import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { closeDb } from '../db/client'
import { systemActor } from '../domain/staff/actor'
import { ROLES, type Role } from '../domain/staff/permissions'
import { addStaff } from '../server/modules/staff/add-staff'
import { setPassword } from '../server/modules/staff/set-password'
import { main } from './main'

const USAGE = `usage: npm run staff:add -- --email you@example.com --name "Your Name" --role ${ROLES.join('|')}`

/** Adds a staff member in `DATABASE_URL` and prints their first password once. */
await main(async () => {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
  })
  const { email, name, role } = values
  if (!email || !name || !ROLES.includes(role as Role)) throw new Error(USAGE)
  const context = { actor: systemActor('staff:add'), requestId: crypto.randomUUID() }
  const password = randomBytes(12).toString('base64url')
  try {
    await addStaff({ email, name, role: role as Role }, context)
    await setPassword({ email, password }, context)
  } finally {
    await closeDb()
  }
  console.log(`${email} may sign in as ${role} with the password ${password}`)
})
