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

/** Returns the tRPC routers as TanStack Query options. */
export { useTRPC }

const MIN_SERVER_ERROR = 500
const MAX_RETRIES = 2

/** Returns the HTTP status of a failed call; undefined without a response. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const status: unknown = error.data?.httpStatus
  return typeof status === 'number' ? status : undefined
}

/** Redirects to the sign-in page and back if the session ended while the page was open. */
function redirectWhenSignedOut(error: unknown): void {
  if (isServer || statusOf(error) !== 401) return
  const { pathname, search } = window.location
  window.location.assign(signInPathWith(`${pathname}${search}`))
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: redirectWhenSignedOut }),
    mutationCache: new MutationCache({ onError: redirectWhenSignedOut }),
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

/** Returns the query client: one per browser tab, one per request on the server. */
function getQueryClient(): QueryClient {
  if (isServer) return createQueryClient()
  browserQueryClient ??= createQueryClient()
  return browserQueryClient
}

/** Provides `useTRPC()` and the query client. */
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
