'use client'

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, type RefObject, useSyncExternalStore } from 'react'
import { useZodForm } from '@/components/form/use-zod-form'
import classes from './sign-in.module.css'
import { SignInInput } from './sign-in-schema'
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

const EMPTY = { email: '', password: '' }

/** The email and password form. Reserves space for the error message, so that nothing shifts. */
export function PasswordForm({ fields, callbackPath, problem: initialProblem }: Props) {
  const isHydrated = useIsHydrated()
  const { signIn, isBusy, problem } = usePasswordSignIn(callbackPath, initialProblem)
  const form = useZodForm({ schema: SignInInput, savedValues: EMPTY, onSubmit: signIn })
  const { errors } = form
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // The fields are uncontrolled: a browser may fill them in before hydration.
    form.setValues({
      email: fields.email.current?.value ?? '',
      password: fields.password.current?.value ?? '',
    })
    if (!isBusy) form.submit()
  }

  return (
    <form className={classes.form} method="post" {...form.formProps} onSubmit={onSubmit}>
      <Fields fields={fields} errors={errors} />
      <Problem text={textOf(errors.email) ?? textOf(errors.password) ?? problem} />
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

const textOf = (error: ReactNode) => (typeof error === 'string' ? error : undefined)

const PROBLEM_ID = 'sign-in-problem'

type FieldsProps = { fields: PasswordFields; errors: { email?: ReactNode; password?: ReactNode } }

function Fields({ fields, errors }: FieldsProps) {
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
        error={Boolean(errors.email)}
        aria-describedby={PROBLEM_ID}
        autoFocus
      />
      <PasswordInput
        ref={fields.password}
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={1000}
        error={Boolean(errors.password)}
        aria-describedby={PROBLEM_ID}
      />
    </>
  )
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
