/** The shop of the sandbox storefront. Its stock and its tracking numbers are kept by us. */
export const SANDBOX_SHOP = 'sandbox.aftercart.test'
