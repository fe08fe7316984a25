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

/** The routers as query options for pages; the browser's twin is `useTRPC()`. */
export const trpc = createTRPCOptionsProxy({
  ctx: requestContext,
  router: appRouter,
  queryClient: requestQueryClient,
})

/**
 * Answers a query while the page renders, so that its component finds the data at once. A
 * failure is left to the component, which asks again and shows it.
 */
export async function prefetch<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error and the cached data do not matter here
  ...options: FetchQueryOptions<Output, any, any, Key>[]
): Promise<void> {
  await Promise.all(options.map((each) => requestQueryClient().prefetchQuery(each)))
}

/** The first page of a list that grows while it is read. */
export async function prefetchPages<Output, Key extends QueryKey, Cursor>(
  // biome-ignore lint/suspicious/noExplicitAny: the error and the cached data do not matter here
  options: FetchInfiniteQueryOptions<Output, any, any, Key, Cursor>,
): Promise<void> {
  await requestQueryClient().prefetchInfiniteQuery(options)
}

/** Like `prefetch`, and gives the answer to the page itself; undefined when there was none. */
export async function load<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error does not matter here
  options: FetchQueryOptions<Output, any, Output, Key>,
): Promise<Output | undefined> {
  return loadOrNotFound(options, [])
}

/** Like `load`, for the one thing that a page is about: what does not exist is a 404 page. */
export async function loadOrNotFound<Output, Key extends QueryKey>(
  // biome-ignore lint/suspicious/noExplicitAny: the error does not matter here
  options: FetchQueryOptions<Output, any, Output, Key>,
  // An address that is not even an id names nothing either.
  missing = ['NOT_FOUND', 'BAD_REQUEST'],
): Promise<Output | undefined> {
  try {
    return await requestQueryClient().ensureQueryData(options)
  } catch (error) {
    if (error instanceof TRPCError && missing.includes(error.code)) notFound()
    return undefined
  }
}

/** Hands what was prefetched to the components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(requestQueryClient())}>{children}</HydrationBoundary>
}
