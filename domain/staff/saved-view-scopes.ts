/** The rooms whose state people save under a name. */
export const VIEW_ROOMS = ['orders', 'reports'] as const
export type ViewRoom = (typeof VIEW_ROOMS)[number]
