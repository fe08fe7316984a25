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

/** Parses a page cursor. An invalid cursor is dropped, so the list starts at the first page. */
const parseAsCursor = createParser({
  parse: (text) => {
    const cursor = parseInboxCursor(text)
    return cursor ? formatInboxCursor(cursor) : null
  },
  serialize: (cursor: string) => cursor,
})

/** The filters of the inbox, without its tab. */
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

/** The complete state of the inbox, kept in the URL. */
export const INBOX_URL = {
  ...FILTER_URL,
  tab: parseAsStringLiteral(INBOX_TAB_NAMES).withDefault('all'),
  /** Grouped by cause, or one line each. */
  grouped: parseAsBoolean.withDefault(true),
  sort: parseAsStringLiteral(INBOX_SORTS).withDefault('due'),
  groupSort: parseAsStringLiteral(GROUP_SORTS).withDefault('count'),
  /** The fingerprint of the expanded group. */
  open: parseAsString,
  /** The ID of the exception open beside the list. */
  item: parseAsString,
  after: parseAsCursor,
  before: parseAsCursor,
}

export type InboxState = inferParserType<typeof INBOX_URL>

/** Callbacks from the list and the groups to the page. */
export type InboxActions = {
  onChange: (change: Partial<{ [Name in keyof InboxState]: InboxState[Name] | null }>) => void
  onPageChange: (page: Pick<InboxState, 'after' | 'before'>) => void
  onClear: () => void
}

/** Resets the page and what is open. Every change of the filters starts at the first page. */
export const FIRST_PAGE = { after: null, before: null, open: null, item: null }

export const NO_FILTERS = {
  kind: null,
  severity: null,
  stage: null,
  storefront: null,
  country: null,
  gateway: null,
  age: null,
  cause: null,
}

/** Returns the number of active filters. */
export const countFilters = (state: InboxState) =>
  Object.keys(NO_FILTERS).filter((name) => state[name as keyof typeof NO_FILTERS] !== null).length

/** Returns the query filter of this state, without invalid values. */
export function inboxFilter(state: InboxState): InboxFilter {
  const { tab, storefront, cause, ...rest } = state
  const values = { ...rest, storefrontId: storefront, fingerprint: cause }
  const filter: Record<string, unknown> = { tab }
  for (const [name, value] of Object.entries(values)) {
    if (value === null || !Object.hasOwn(InboxFilter.shape, name)) continue
    if (InboxFilter.safeParse({ [name]: value }).success) filter[name] = value
  }
  return InboxFilter.parse(filter)
}

const pageCursor = ({ after, before }: InboxState) => ({
  ...(after !== null && { after }),
  ...(after === null && before !== null && { before }),
})

/** Returns the query input of the flat list. The server prefetches the same input as the browser. */
export const inboxListInput = (state: InboxState) => ({
  filter: inboxFilter(state),
  sort: state.sort,
  ...pageCursor(state),
})

/** Returns the query input of the groups. */
export const inboxGroupsInput = (state: InboxState) => ({
  filter: inboxFilter(state),
  sort: state.groupSort,
  ...pageCursor(state),
})

/** Rows shown in an expanded group; the flat list has the rest. */
export const MAX_GROUP_ROWS = 25

/** Returns the query input of an expanded group's rows. */
export const groupRowsInput = (state: InboxState, cause: string) => ({
  filter: { ...inboxFilter(state), fingerprint: cause },
  sort: 'due' as const,
  limit: MAX_GROUP_ROWS,
})
