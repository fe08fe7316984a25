/** The domain of the sandbox storefront, whose stock Aftercart manages. */
export const SANDBOX_SHOP = 'sandbox.aftercart.test'
