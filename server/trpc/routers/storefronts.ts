import { listStorefronts } from '@/db/queries/settings/storefronts'
import { ConfigureStorefrontInput } from '@/domain/settings/storefront-input'
import { configureStorefront } from '@/server/modules/admin/configure-storefront'
import { procedureWith, router } from '../init'

/** Storefronts and their settings. */
export const storefrontsRouter = router({
  list: procedureWith('orders.read').query(() => listStorefronts()),

  configure: procedureWith('storefronts.configure')
    .input(ConfigureStorefrontInput)
    .mutation(({ input, ctx }) => configureStorefront(input, ctx.command)),
})
