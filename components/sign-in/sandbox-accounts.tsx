'use client'

import { UnstyledButton } from '@mantine/core'
import type { ROLES } from '@/domain/staff/permissions'
import { SANDBOX_PASSWORD, SANDBOX_STAFF } from '@/domain/staff/sandbox-staff'
import classes from './sandbox-accounts.module.css'

const ROLE_DESCRIPTIONS = {
  care: 'Finds orders, refunds and reships',
  lead: 'Approves refunds, runs bulk actions',
  manager: 'Views reports, moves no money',
  finance: 'Accounting, exports, reconciliation',
  engineer: 'Webhooks, errors, retries',
  admin: 'Staff, roles and limits',
} as const satisfies Record<(typeof ROLES)[number], string>

type Props = { onPick: (email: string, password: string) => void }

/** The sandbox accounts. A click fills in the sign-in form. */
export function SandboxAccounts({ onPick }: Props) {
  return (
    <section className={classes.accounts} aria-labelledby="sandbox-accounts">
      <h2 className={classes.title} id="sandbox-accounts">
        Sandbox accounts
      </h2>
      <ul className={classes.list}>
        {SANDBOX_STAFF.map(({ email, role }) => (
          <li key={email}>
            <UnstyledButton
              className={classes.account}
              onClick={() => onPick(email, SANDBOX_PASSWORD)}
            >
              <span className={classes.role}>{role}</span>
              <span className={classes.what}>{ROLE_DESCRIPTIONS[role]}</span>
              <span className={classes.email}>{email}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes.password}>
        Password for all accounts: <code>{SANDBOX_PASSWORD}</code>
      </p>
    </section>
  )
}
