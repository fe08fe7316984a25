import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { TRPCError } from '@trpc/server'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import superjson from 'superjson'
import { createContext } from './context'
import { appRouter } from './router'

const requestContext = cache(async () => createContext(await headers()))

const requestQueryClient = cache(
  () =>
    new QueryClient({
      defaultOptions: {
        queries: { retry: false },
        dehydrate: { serializeData: superjson.serialize },
      },
    }),
)

/** The tRPC query options for server components; client components use `useTRPC()`. */
export const trpc = createTRPCOptionsProxy({
  ctx: requestContext,
  router: appRouter,
  queryClient: requestQueryClient,
})

/**
 * Runs queries on the server, so that the components have their data in the first render. Ignores
 * errors: the component repeats a failed query and shows its error.
 */
export async function prefetch<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error and the cached data do not matter here
  ...options: FetchQueryOptions<Output, any, any, Key>[]
): Promise<void> {
  await Promise.all(options.map((each) => requestQueryClient().prefetchQuery(each)))
}

/** Prefetches the first page of an infinite query. */
export async function prefetchPages<Output, Key extends QueryKey, Cursor>(
  // biome-ignore lint/suspicious/noExplicitAny: the error and the cached data do not matter here
  options: FetchInfiniteQueryOptions<Output, any, any, Key, Cursor>,
): Promise<void> {
  await requestQueryClient().prefetchInfiniteQuery(options)
}

/** Like `prefetch`, but returns the data; undefined when the query failed. */
export async function load<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error does not matter here
  options: FetchQueryOptions<Output, any, Output, Key>,
): Promise<Output | undefined> {
  return loadOrNotFound(options, [])
}

/** Like `load`, for the record that a page shows: responds with 404 if it does not exist. */
export async function loadOrNotFound<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error does not matter here
  options: FetchQueryOptions<Output, any, Output, Key>,
  // BAD_REQUEST: the URL has an invalid id, so the record cannot exist.
  missing = ['NOT_FOUND', 'BAD_REQUEST'],
): Promise<Output | undefined> {
  try {
    return await requestQueryClient().ensureQueryData(options)
  } catch (error) {
    if (error instanceof TRPCError && missing.includes(error.code)) notFound()
    return undefined
  }
}

/** Provides the prefetched data to the components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(requestQueryClient())}>{children}</HydrationBoundary>
}
