/** The pages whose state can be saved as a named view. */
export const SAVED_VIEW_SCOPES = ['orders', 'reports'] as const
export type SavedViewScope = (typeof SAVED_VIEW_SCOPES)[number]
