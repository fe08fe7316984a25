'use client'

import { Button } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { signIn } from 'next-auth/react'
import { useRef, useState } from 'react'
import { PasswordForm } from './password-form'
import { SandboxAccounts } from './sandbox-accounts'
import classes from './sign-in.module.css'
import { NO_RESPONSE, signInProblem } from './sign-in-labels'

type Props = {
  /** The path to open after signing in. */
  callbackPath: string
  /** next-auth's error code of an earlier attempt. */
  error: string | undefined
  hasSso: boolean
  isSandbox: boolean
}

/** The sign-in page: password or single sign-on, and the sandbox accounts. */
export function SignIn({ callbackPath, error, hasSso, isSandbox }: Props) {
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) }
  const problem = signInProblem(error)
  const fill = (email: string, password: string) => {
    const { email: emailField, password: passwordField } = fields
    if (emailField.current) emailField.current.value = email
    if (passwordField.current) passwordField.current.value = password
    emailField.current?.form?.querySelector<HTMLButtonElement>('[type=submit]')?.focus()
  }
  return (
    <main className={classes.page}>
      <div className={classes.card} data-wide={(isSandbox && !hasSso) || undefined}>
        <div className={classes.main}>
          <div className={classes.brand}>
            <span className={classes.mark} aria-hidden />
            Aftercart
          </div>
          <h1 className={classes.title}>Sign in</h1>
          <p className={classes.lead}>Post-purchase operations</p>
          {hasSso ? (
            <SsoButton callbackPath={callbackPath} problem={problem} />
          ) : (
            <PasswordForm fields={fields} callbackPath={callbackPath} problem={problem} />
          )}
        </div>
        {isSandbox && !hasSso && <SandboxAccounts onPick={fill} />}
      </div>
    </main>
  )
}

type SsoProps = { callbackPath: string; problem: string | undefined }

function SsoButton({ callbackPath, problem: initialProblem }: SsoProps) {
  const [isLeaving, setLeaving] = useState(false)
  const [problem, setProblem] = useState(initialProblem)
  const leave = () => {
    setLeaving(true)
    setProblem(undefined)
    signIn('oidc', { callbackUrl: callbackPath }).catch(() => {
      setLeaving(false)
      setProblem(NO_RESPONSE)
    })
  }
  return (
    <div className={classes.form}>
      <p className={classes.problem} role="alert">
        {problem}
      </p>
      <Button
        leftSection={<IconShieldLock size={16} aria-hidden />}
        loading={isLeaving}
        onClick={leave}
        fullWidth
        className={classes.submit}
      >
        Continue with single sign-on
      </Button>
    </div>
  )
}
