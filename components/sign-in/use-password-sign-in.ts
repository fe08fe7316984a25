'use client'

import { signIn } from 'next-auth/react'
import { useEffect, useState } from 'react'
import { NO_RESPONSE, signInProblem, waitMessage, waitSeconds } from './sign-in-labels'

type Credentials = { email: string; password: string }

type Progress = { isBusy: boolean; problem: string | undefined; wait: number }

/** Signs in with email and password, then opens `callbackPath`. Counts down the wait of a rate limit. */
export function usePasswordSignIn(callbackPath: string, initialProblem: string | undefined) {
  const [progress, setProgress] = useState<Progress>({
    isBusy: false,
    problem: initialProblem,
    wait: 0,
  })
  const { isBusy, problem, wait } = progress

  useEffect(() => {
    if (wait === 0) return
    const timer = setTimeout(
      () => setProgress((current) => ({ ...current, wait: current.wait - 1 })),
      1000,
    )
    return () => clearTimeout(timer)
  }, [wait])

  const signInWith = async ({ email, password }: Credentials) => {
    setProgress({ isBusy: true, problem: undefined, wait: 0 })
    const code = await attempt({ email, password })
    if (code === undefined) return window.location.assign(callbackPath)
    const seconds = waitSeconds(code)
    const message = code === NO_RESPONSE ? NO_RESPONSE : signInProblem(code)
    setProgress({
      isBusy: false,
      problem: seconds === undefined ? message : undefined,
      wait: seconds ?? 0,
    })
  }
  return { signIn: signInWith, isBusy, problem: wait > 0 ? waitMessage(wait) : problem }
}

/** Returns the error code, or undefined on success. */
async function attempt({ email, password }: Credentials): Promise<string | undefined> {
  try {
    const response = await signIn('credentials', { email, password, redirect: false })
    if (response?.error) return response.error
    const isStale = response?.url?.includes('csrf=true') ?? true
    return isStale ? NO_RESPONSE : undefined
  } catch {
    return NO_RESPONSE
  }
}
