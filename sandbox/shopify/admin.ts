import type { Reply, Vendor, VendorRequest } from '../vendor-http'
import { createFulfillment, type FulfillmentInput } from './create-fulfillment'
import { openShopState, orderKey, remainingQuantity, type ShopOrder, type ShopState } from './state'

/**
 * Opens a sandbox for the part of Shopify's Admin API that creates fulfillments, and the endpoint
 * at which the sandbox storefront registers its orders.
 */
export function openShops(folder: string): { admin: Vendor; storefront: Vendor; close(): void } {
  const state = openShopState(folder)
  return {
    admin: (request) => routeAdmin(state, request),
    storefront: (request) => routeStorefront(state, request),
    close: state.close,
  }
}

function routeStorefront(state: ShopState, request: VendorRequest): Reply | undefined {
  if (request.method === 'GET' && request.path === '/fulfillments')
    return { status: 200, json: [...state.fulfillments.values()].flat() }
  if (request.method !== 'POST' || request.path !== '/orders') return undefined
  const order = JSON.parse(request.body) as ShopOrder
  if (!state.orders.has(orderKey(order.shop, order.orderId)))
    state.append([{ type: 'ordered', order }])
  return { status: 200, json: { ok: true } }
}

function routeAdmin(state: ShopState, request: VendorRequest): Reply | undefined {
  const [, shop = '', ...rest] = request.path.split('/').map(decodeURIComponent)
  if (request.method !== 'POST' || rest.join('/') !== 'admin/api/2025-07/graphql.json')
    return undefined
  if (!request.headers['x-shopify-access-token'])
    return { status: 401, json: { errors: '[API] Invalid API key or access token' } }
  const { query = '', variables = {} } = JSON.parse(request.body) as {
    query?: string
    variables?: Record<string, unknown>
  }
  // Routes by root field. The reply has every field that Aftercart's queries select.
  const field = /\{\s*(\w+)/.exec(query)?.[1]
  if (field === 'order') return data({ order: orderNode(state, shop, numericId(variables.id)) })
  if (field === 'fulfillmentOrder')
    return data({ fulfillmentOrder: fulfillmentOrderNode(state, shop, numericId(variables.id)) })
  if (field === 'fulfillmentCreate') {
    const input = variables.fulfillment as FulfillmentInput
    return data({ fulfillmentCreate: createFulfillment(state, shop, input) })
  }
  return {
    status: 200,
    json: { errors: [{ message: `Field '${field}' doesn't exist on type 'QueryRoot'` }] },
  }
}

function orderNode(state: ShopState, shop: string, orderId: string) {
  const order = state.orders.get(orderKey(shop, orderId))
  if (!order) return null
  const fulfillments = state.fulfillments.get(orderKey(shop, orderId)) ?? []
  return {
    id: `gid://shopify/Order/${orderId}`,
    fulfillments: fulfillments.map((fulfillment) => ({
      id: `gid://shopify/Fulfillment/${fulfillment.id}`,
      status: 'SUCCESS',
      trackingInfo: [
        {
          number: fulfillment.trackingNumber,
          company: fulfillment.trackingCompany,
          url: fulfillment.trackingUrl,
        },
      ],
    })),
    fulfillmentOrders: {
      // All stock is in one location, so an order has one fulfillment order, with the same ID.
      nodes: [{ id: `gid://shopify/FulfillmentOrder/${orderId}`, status: statusOf(state, order) }],
    },
  }
}

function fulfillmentOrderNode(state: ShopState, shop: string, orderId: string) {
  const order = state.orders.get(orderKey(shop, orderId))
  if (!order) return null
  return {
    lineItems: {
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: order.lines.map(({ lineId }) => ({
        id: `gid://shopify/FulfillmentOrderLineItem/${lineId}`,
        remainingQuantity: remainingQuantity(state, order, lineId),
        lineItem: { id: `gid://shopify/LineItem/${lineId}` },
      })),
    },
  }
}

function statusOf(state: ShopState, order: ShopOrder): string {
  return order.lines.some(({ lineId }) => remainingQuantity(state, order, lineId) > 0)
    ? 'OPEN'
    : 'CLOSED'
}

function numericId(gid: unknown): string {
  return String(gid).replace(/^.*\//, '')
}

function data(value: unknown): Reply {
  return { status: 200, json: { data: value } }
}
