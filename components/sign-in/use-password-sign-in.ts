'use client'

import { signIn } from 'next-auth/react'
import { useEffect, useState } from 'react'
import { NO_ANSWER, signInProblem, waitMessage, waitSeconds } from './sign-in-labels'

type Progress = { isBusy: boolean; problem: string | undefined; wait: number }

/** Signs in with an address and a password, then goes to `callbackPath`. */
export function usePasswordSignIn(callbackPath: string, problemAtFirst: string | undefined) {
  const [progress, setProgress] = useState<Progress>({
    isBusy: false,
    problem: problemAtFirst,
    wait: 0,
  })
  const { isBusy, problem, wait } = progress

  useEffect(() => {
    if (wait === 0) return
    const timer = setTimeout(() => setProgress((now) => ({ ...now, wait: now.wait - 1 })), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  const submit = async (email: string, password: string) => {
    setProgress({ isBusy: true, problem: undefined, wait: 0 })
    const code = await attempt(email, password)
    if (code === undefined) return window.location.assign(callbackPath)
    const seconds = waitSeconds(code)
    const words = code === NO_ANSWER ? NO_ANSWER : signInProblem(code)
    setProgress({
      isBusy: false,
      problem: seconds === undefined ? words : undefined,
      wait: seconds ?? 0,
    })
  }
  return { submit, isBusy, problem: wait > 0 ? waitMessage(wait) : problem }
}

/** Undefined when it worked, otherwise why not. */
async function attempt(email: string, password: string): Promise<string | undefined> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false })
    if (answer?.error) return answer.error
    const isStale = answer?.url?.includes('csrf=true') ?? true
    return isStale ? NO_ANSWER : undefined
  } catch {
    return NO_ANSWER
  }
}
