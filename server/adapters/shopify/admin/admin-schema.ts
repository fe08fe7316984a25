import { z } from 'zod'

/** The Admin API version. Shopify supports each version for a year. */
export const ADMIN_API_VERSION = '2025-07'

/**
 * Two queries, because Shopify rejects a single nested query that could cost over 1,000 points.
 * Source: https://shopify.dev/docs/api/admin-graphql/2025-07/queries/order
 */
export const ORDER_FULFILLMENTS = `query OrderFulfillments($id: ID!) {
  order(id: $id) {
    fulfillments(first: 100) {
      id
      status
      trackingInfo(first: 3) { number }
    }
    fulfillmentOrders(first: 50) {
      nodes { id status }
    }
  }
}`

/** Source: https://shopify.dev/docs/api/admin-graphql/2025-07/queries/fulfillmentOrder */
export const FULFILLMENT_ORDER_LINES = `query FulfillmentOrderLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) {
    lineItems(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id remainingQuantity lineItem { id } }
    }
  }
}`

/** Source: https://shopify.dev/docs/api/admin-graphql/2025-07/mutations/fulfillmentCreate */
export const FULFILLMENT_CREATE = `mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id }
    userErrors { field message }
  }
}`

export const OrderFulfillments = z.object({
  order: z
    .object({
      fulfillments: z.array(
        z.object({
          id: z.string(),
          status: z.string(),
          trackingInfo: z.array(z.object({ number: z.string().nullish() })),
        }),
      ),
      fulfillmentOrders: z.object({
        nodes: z.array(z.object({ id: z.string(), status: z.string() })),
      }),
    })
    .nullable(),
})
export type OrderFulfillments = z.infer<typeof OrderFulfillments>

const OpenLine = z.object({
  id: z.string(),
  remainingQuantity: z.int(),
  lineItem: z.object({ id: z.string() }),
})
export type OpenLine = z.infer<typeof OpenLine>

export const FulfillmentOrderLines = z.object({
  fulfillmentOrder: z
    .object({
      lineItems: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(OpenLine),
      }),
    })
    .nullable(),
})
export type FulfillmentOrderLines = z.infer<typeof FulfillmentOrderLines>

export const CreatedFulfillment = z.object({
  fulfillmentCreate: z.object({
    fulfillment: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ field: z.array(z.string()).nullish(), message: z.string() })),
  }),
})

/** Source: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
export const GraphqlResponse = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
})
