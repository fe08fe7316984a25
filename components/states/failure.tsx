'use client'

import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { Notice } from './notice'

type Failed = { message: string; data?: unknown }

type Props = {
  /** What could not be shown, e.g. "The orders could not be loaded". */
  title: string
  /** The query that failed, which is asked again by the button. */
  query: { error: Failed | null; refetch: () => unknown; isFetching?: boolean }
  /** It stands for the whole page. */
  isPage?: boolean
}

/** What failed, what to do about it, and the number under which an engineer finds it. */
export function Failure({ title, query, isPage = false }: Props) {
  const { error, refetch, isFetching = false } = query
  if (!error) return null
  const requestId = requestIdOf(error.data)
  return (
    <div role="alert">
      <Notice
        isPage={isPage}
        icon={<IconCloudOff size={20} />}
        title={title}
        actions={
          <Button onClick={() => void refetch()} loading={isFetching}>
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
function wording(error: Failed): string {
  if (error.data) return error.message
  return 'Aftercart did not answer. Check your connection; nothing you entered is lost.'
}

function requestIdOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('requestId' in data)) return undefined
  return typeof data.requestId === 'string' ? data.requestId : undefined
}
