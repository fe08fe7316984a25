/** The rooms whose state people save under a name. */
export const SAVED_VIEW_SCOPES = ['orders', 'reports'] as const
export type SavedViewScope = (typeof SAVED_VIEW_SCOPES)[number]
