/**
 * Carried by a request that an open page makes by itself while nobody sits before it: such a request
 * does not count as use of the session.
 */
export const BACKGROUND_REQUEST_HEADER = 'x-aftercart-unattended'
