'use client'

import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { Notice } from './notice'

type Props = {
  /** What could not be shown, e.g. "The orders could not be loaded". */
  title: string
  error: { message: string; data?: unknown }
  onRetry: () => void
  isRetrying?: boolean
  /** It stands for the whole page. */
  isPage?: boolean
}

/** What failed, what to do about it, and the number under which an engineer finds it. */
export function Failure({ title, error, onRetry, isRetrying = false, isPage = false }: Props) {
  const requestId = requestIdOf(error.data)
  return (
    <div role="alert">
      <Notice
        isPage={isPage}
        icon={<IconCloudOff size={20} />}
        title={title}
        actions={
          <Button onClick={onRetry} loading={isRetrying}>
            Try again
          </Button>
        }
      >
        <p>{wording(error)}</p>
        {requestId && (
          <p>
            For an engineer: request <code>{requestId}</code>
          </p>
        )}
      </Notice>
    </div>
  )
}

/** A call that never reached the server has only the browser's own words for it. */
function wording(error: { message: string; data?: unknown }): string {
  if (error.data) return error.message
  return 'Aftercart did not answer. Check your connection; nothing you entered is lost.'
}

function requestIdOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('requestId' in data)) return undefined
  return typeof data.requestId === 'string' ? data.requestId : undefined
}
