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
  /** The error of an earlier attempt. */
  problem: string | undefined
}

/** The email and password form. Reserves space for the error message, so that nothing shifts. */
export function PasswordForm({ fields, callbackPath, problem: initialProblem }: Props) {
  const isHydrated = useIsHydrated()
  const [isMissing, setMissing] = useState<Missing>({ email: false, password: false })
  const { submit, isBusy, problem } = usePasswordSignIn(callbackPath, initialProblem)
  const missing = missingMessage(isMissing)

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
      <Fields fields={fields} isMissing={isMissing} />
      <Problem text={missing ?? problem} />
      <Button
        // Before hydration, a click must not submit the form natively.
        type={isHydrated ? 'submit' : 'button'}
        aria-disabled={!isHydrated || undefined}
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

type Missing = { email: boolean; password: boolean }

function Fields({ fields, isMissing }: { fields: PasswordFields; isMissing: Missing }) {
  return (
    <>
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
    </>
  )
}

function missingMessage(isMissing: Missing): string | undefined {
  if (isMissing.email) return 'Enter your email address.'
  return isMissing.password ? 'Enter your password.' : undefined
}

/** The error message. Announced once: screen readers do not hear every tick of a countdown. */
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

const noSubscription = () => () => {}
const useIsHydrated = () =>
  useSyncExternalStore(
    noSubscription,
    () => true,
    () => false,
  )
