/** Marks background polling so it does not extend the session. */
export const BACKGROUND_REQUEST_HEADER = 'x-aftercart-background'
