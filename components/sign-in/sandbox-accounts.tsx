'use client'

import { UnstyledButton } from '@mantine/core'
import type { ROLES } from '@/domain/staff/permissions'
import { SANDBOX_PASSWORD, SANDBOX_STAFF } from '@/domain/staff/sandbox-staff'
import classes from './sandbox-accounts.module.css'

const WHAT_THEY_DO = {
  care: 'Looks orders up, refunds and reships',
  lead: 'Approves, acts on many orders at once',
  manager: 'Reads everything, moves no money',
  finance: 'Journal, exports, reconciliation',
  engineer: 'Raw webhooks, errors, replays',
  admin: 'People, roles and limits',
} as const satisfies Record<(typeof ROLES)[number], string>

type Props = { onPick: (email: string, password: string) => void }

/** The sign-ins of the sandbox; one click fills them in. */
export function SandboxAccounts({ onPick }: Props) {
  return (
    <section className={classes.accounts} aria-labelledby="sandbox-accounts">
      <h2 className={classes.title} id="sandbox-accounts">
        This is a sandbox. Look around as
      </h2>
      <ul className={classes.list}>
        {SANDBOX_STAFF.map(({ email, role }) => (
          <li key={email}>
            <UnstyledButton
              className={classes.account}
              onClick={() => onPick(email, SANDBOX_PASSWORD)}
            >
              <span className={classes.role}>{role}</span>
              <span className={classes.what}>{WHAT_THEY_DO[role]}</span>
              <span className={classes.email}>{email}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes.password}>
        Password for each: <code>{SANDBOX_PASSWORD}</code>
      </p>
    </section>
  )
}
