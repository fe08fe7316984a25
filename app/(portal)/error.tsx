'use client'

import { Failure } from '@/components/states/failure'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function PortalError({ error, reset }: Props) {
  const data = error.digest ? { requestId: error.digest } : {}
  const message = 'Try again. If the problem persists, contact an engineer.'
  return (
    <Failure
      isPage
      title="Something went wrong"
      query={{ error: { message, data }, refetch: reset }}
    />
  )
}
