import type { Asked, Reply, Vendor } from '../exchange'
import { createFulfillment, type FulfillmentInput } from './create-fulfillment'
import { leftOf, openShopState, orderKey, type ShopOrder, type ShopState } from './state'

/**
 * A stand-in for the part of Shopify's Admin API that tracking numbers are written back with,
 * and the door through which the sandbox storefront says what it sold.
 */
export function openShops(folder: string): { admin: Vendor; storefront: Vendor; close(): void } {
  const state = openShopState(folder)
  return {
    admin: (asked) => routeAdmin(state, asked),
    storefront: (asked) => routeStorefront(state, asked),
    close: state.close,
  }
}

function routeStorefront(state: ShopState, asked: Asked): Reply | undefined {
  if (asked.method === 'GET' && asked.path === '/fulfillments')
    return { status: 200, json: [...state.fulfillments.values()].flat() }
  if (asked.method !== 'POST' || asked.path !== '/orders') return undefined
  const order = JSON.parse(asked.body) as ShopOrder
  if (!state.orders.has(orderKey(order.shop, order.orderId)))
    state.append([{ type: 'ordered', order }])
  return { status: 200, json: { ok: true } }
}

function routeAdmin(state: ShopState, asked: Asked): Reply | undefined {
  const [, shop = '', ...rest] = asked.path.split('/').map(decodeURIComponent)
  if (asked.method !== 'POST' || rest.join('/') !== 'admin/api/2025-07/graphql.json')
    return undefined
  if (!asked.headers['x-shopify-access-token'])
    return { status: 401, json: { errors: '[API] Invalid API key or access token' } }
  const { query = '', variables = {} } = JSON.parse(asked.body) as {
    query?: string
    variables?: Record<string, unknown>
  }
  // The root field decides; the sandbox answers with every field our queries may ask for.
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
      // One place keeps all the stock, so there is one fulfillment order, of the order's number.
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
        remainingQuantity: leftOf(state, order, lineId),
        lineItem: { id: `gid://shopify/LineItem/${lineId}` },
      })),
    },
  }
}

function statusOf(state: ShopState, order: ShopOrder): string {
  return order.lines.some(({ lineId }) => leftOf(state, order, lineId) > 0) ? 'OPEN' : 'CLOSED'
}

function numericId(gid: unknown): string {
  return String(gid).replace(/^.*\//, '')
}

function data(value: unknown): Reply {
  return { status: 200, json: { data: value } }
}
