import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignIn } from '@/components/sign-in/sign-in'
import { safeCallbackPath } from '@/paths/callback-path'
import { currentStaff } from '@/server/auth'
import { authConfig } from '@/server/auth/config'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const { oidc, isSandbox, origin } = authConfig()
  const callbackPath = safeCallbackPath(callbackUrl, origin)
  if (await currentStaff()) redirect(callbackPath)
  return (
    <SignIn
      callbackPath={callbackPath}
      error={typeof error === 'string' ? error : undefined}
      hasSso={oidc !== undefined}
      isSandbox={isSandbox}
    />
  )
}
