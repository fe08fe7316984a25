'use client'

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, type RefObject, useState, useSyncExternalStore } from 'react'
import classes from './sign-in.module.css'
import { usePasswordSignIn } from './use-password-sign-in'

export type PasswordFields = {
  email: RefObject<HTMLInputElement | null>
  password: RefObject<HTMLInputElement | null>
}

type Props = {
  fields: PasswordFields
  callbackPath: string
  /** What went wrong before this page was shown. */
  problem: string | undefined
}

/** Email address and password. The line for what went wrong keeps its place while it is empty. */
export function PasswordForm({ fields, callbackPath, problem: problemAtFirst }: Props) {
  const isReady = useIsReady()
  const [isMissing, setMissing] = useState({ email: false, password: false })
  const { submit, isBusy, problem } = usePasswordSignIn(callbackPath, problemAtFirst)
  const missing = missingLabels(isMissing)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const email = fields.email.current?.value.trim() ?? ''
    const password = fields.password.current?.value ?? ''
    setMissing({ email: email === '', password: password === '' })
    if (email === '') return fields.email.current?.focus()
    if (password === '') return fields.password.current?.focus()
    if (!isBusy) void submit(email, password)
  }

  return (
    <form className={classes.form} method="post" onSubmit={onSubmit} noValidate>
      <TextInput
        ref={fields.email}
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={isMissing.email}
        aria-describedby={PROBLEM_ID}
        autoFocus
      />
      <PasswordInput
        ref={fields.password}
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={1000}
        error={isMissing.password}
        aria-describedby={PROBLEM_ID}
      />
      <Problem text={missing ?? problem} />
      <Button
        // Before the page is alive a press must not send the form the browser's way.
        type={isReady ? 'submit' : 'button'}
        aria-disabled={!isReady || undefined}
        loading={isBusy}
        fullWidth
        className={classes.submit}
      >
        Sign in
      </Button>
    </form>
  )
}

const PROBLEM_ID = 'sign-in-problem'

function missingLabels(isMissing: { email: boolean; password: boolean }): string | undefined {
  if (isMissing.email) return 'Enter your email address.'
  return isMissing.password ? 'Enter your password.' : undefined
}

/** What went wrong, announced once; a running countdown is not read out every second. */
function Problem({ text }: { text: string | undefined }) {
  const announced = text?.replace(/ in \d+ seconds?/, ' in a moment')
  return (
    <div className={classes.problem} id={PROBLEM_ID}>
      {text && <IconAlertCircle size={16} aria-hidden />}
      <span aria-hidden>{text}</span>
      <span className={classes.unseen} role="alert">
        {announced}
      </span>
    </div>
  )
}

const never = () => () => {}
const useIsReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
