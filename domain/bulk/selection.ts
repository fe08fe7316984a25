/** Most rows that can be chosen by hand; beyond that a filter says what is meant. */
export const MAX_SELECTED = 500
