'use client'

import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { Notice } from './notice'

type Failed = { message: string; data?: unknown }

type Props = {
  /** What failed, e.g. "Couldn't load orders". */
  title: string
  /** The failed query; the button refetches it. */
  query: { error: Failed | null; refetch: () => unknown; isFetching?: boolean }
  /** True if it replaces the whole page. */
  isPage?: boolean
}

/** An error state with a retry button and the request ID for engineers. */
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
        <p>{messageOf(error)}</p>
        {requestId && (
          <p>
            Request ID: <code>{requestId}</code>
          </p>
        )}
      </Notice>
    </div>
  )
}

/** Returns the server's message. Replaces the browser's message if the server was not reached. */
function messageOf(error: Failed): string {
  if (error.data) return error.message
  return "Couldn't reach Aftercart. Check your connection. Nothing you entered is lost."
}

function requestIdOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('requestId' in data)) return undefined
  return typeof data.requestId === 'string' ? data.requestId : undefined
}
