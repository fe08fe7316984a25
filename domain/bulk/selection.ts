/** Maximum number of individually selected rows. Larger sets are selected by filter. */
export const MAX_SELECTED = 500
