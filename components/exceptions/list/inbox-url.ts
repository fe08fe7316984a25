import {
  createParser,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import {
  EXCEPTION_SEVERITIES,
  EXCEPTION_STAGES,
  formatInboxCursor,
  GROUP_SORTS,
  INBOX_AGE_NAMES,
  INBOX_SORTS,
  INBOX_TAB_NAMES,
  InboxFilter,
  parseInboxCursor,
} from '@/domain/exception/inbox'

/** A place that cannot be read counts as none: the list then starts at its beginning. */
const parseAsPlace = createParser({
  parse: (text) => {
    const cursor = parseInboxCursor(text)
    return cursor ? formatInboxCursor(cursor) : null
  },
  serialize: (cursor: string) => cursor,
})

/** What narrows the inbox down, besides its tab. */
export const FILTER_URL = {
  kind: parseAsString,
  severity: parseAsStringLiteral(EXCEPTION_SEVERITIES),
  stage: parseAsStringLiteral(EXCEPTION_STAGES),
  storefront: parseAsString,
  country: parseAsString,
  gateway: parseAsString,
  age: parseAsStringLiteral(INBOX_AGE_NAMES),
  cause: parseAsString,
}

/** The whole state of the inbox, as its address holds it. */
export const INBOX_URL = {
  ...FILTER_URL,
  tab: parseAsStringLiteral(INBOX_TAB_NAMES).withDefault('all'),
  /** Grouped by cause, or one line each. */
  grouped: parseAsBoolean.withDefault(true),
  sort: parseAsStringLiteral(INBOX_SORTS).withDefault('due'),
  groupSort: parseAsStringLiteral(GROUP_SORTS).withDefault('count'),
  /** The group that is unfolded. */
  open: parseAsString,
  /** The exception that is open beside the list. */
  item: parseAsString,
  after: parseAsPlace,
  before: parseAsPlace,
}

export type InboxState = inferParserType<typeof INBOX_URL>

/** What the list and the groups tell the page. */
export type InboxMoves = {
  onChange: (change: Partial<{ [Name in keyof InboxState]: InboxState[Name] | null }>) => void
  onTurn: (page: Pick<InboxState, 'after' | 'before'>) => void
  onClear: () => void
}

/** Back to the first page, which every other filter has to begin at. */
export const FIRST_PAGE = { after: null, before: null, open: null, item: null }

export const NO_FILTER = {
  kind: null,
  severity: null,
  stage: null,
  storefront: null,
  country: null,
  gateway: null,
  age: null,
  cause: null,
}

/** How many filters narrow the list down. */
export const countFilters = (state: InboxState) =>
  Object.keys(NO_FILTER).filter((name) => state[name as keyof typeof NO_FILTER] !== null).length

/** The filter of this state; values that mean nothing count as none. */
export function inboxFilter(state: InboxState): InboxFilter {
  const { tab, storefront, cause, ...rest } = state
  const given = { ...rest, storefrontId: storefront, fingerprint: cause }
  const filter: Record<string, unknown> = { tab }
  for (const [name, value] of Object.entries(given)) {
    if (value === null || !Object.hasOwn(InboxFilter.shape, name)) continue
    if (InboxFilter.safeParse({ [name]: value }).success) filter[name] = value
  }
  return InboxFilter.parse(filter)
}

const place = ({ after, before }: InboxState) => ({
  ...(after !== null && { after }),
  ...(after === null && before !== null && { before }),
})

/** The queries for this state; the server prefetches exactly what the browser asks for. */
export const inboxListInput = (state: InboxState) => ({
  filter: inboxFilter(state),
  sort: state.sort,
  ...place(state),
})

export const inboxGroupsInput = (state: InboxState) => ({
  filter: inboxFilter(state),
  sort: state.groupSort,
  ...place(state),
})

/** Rows of a group that is unfolded; the rest is in the flat list. */
export const GROUP_ROWS = 25

export const groupRowsInput = (state: InboxState, cause: string) => ({
  filter: { ...inboxFilter(state), fingerprint: cause },
  sort: 'due' as const,
  limit: GROUP_ROWS,
})
