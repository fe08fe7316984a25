'use client'
import {
  isServer,
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { BACKGROUND_REQUEST_HEADER } from '@/domain/staff/background-request'
import { signInPathWith } from '@/paths/callback-path'
import type { AppRouter } from '@/server/trpc/router'
import { isUserIdle } from './user-activity'

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>()

/** The routers as query and mutation options for TanStack Query. */
export { useTRPC }

const MIN_SERVER_ERROR = 500
const MAX_RETRIES = 2

/** The HTTP status of a failed call; undefined when no answer came. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const status: unknown = error.data?.httpStatus
  return typeof status === 'number' ? status : undefined
}

/** A session that ended while the page was open: sign in, then come back here. */
function leaveWhenSignedOut(error: unknown): void {
  if (isServer || statusOf(error) !== 401) return
  const { pathname, search } = window.location
  window.location.assign(signInPathWith(`${pathname}${search}`))
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) =>
          count < MAX_RETRIES && (statusOf(error) ?? MIN_SERVER_ERROR) >= MIN_SERVER_ERROR,
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })
}

let browserQueryClient: QueryClient | undefined

/** One for the life of a browser tab; one per request on the server. */
function getQueryClient(): QueryClient {
  if (isServer) return createQueryClient()
  browserQueryClient ??= createQueryClient()
  return browserQueryClient
}

/** Gives the components inside `useTRPC()`. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient()
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: '/api/trpc',
          transformer: superjson,
          maxItems: 10,
          headers: () => (isUserIdle() ? { [BACKGROUND_REQUEST_HEADER]: '1' } : {}),
        }),
      ],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
