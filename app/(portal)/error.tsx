'use client'

import { Failure } from '@/components/states/failure'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function PortalError({ error, reset }: Props) {
  const data = error.digest ? { requestId: error.digest } : {}
  const message = 'This page broke on our side. Try again; if it stays, tell an engineer.'
  return (
    <Failure isPage title="Something broke" query={{ error: { message, data }, refetch: reset }} />
  )
}
