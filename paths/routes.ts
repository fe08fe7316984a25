import type { DocumentKind } from '@/domain/documents/document-kind'

// The only place that builds portal URLs.
export const homePath = () => '/'
export const signInPath = () => '/sign-in'
export const ordersPath = () => '/orders'
export const orderPath = (orderId: string) => `/orders/${encodeURIComponent(orderId)}`
/** A printable document of an order. */
export const documentPath = (orderId: string, kind: DocumentKind) =>
  `${orderPath(orderId)}/documents/${kind}`
export const exceptionsPath = () => '/exceptions'
export const exceptionPath = (exceptionId: string) =>
  `/exceptions/${encodeURIComponent(exceptionId)}`
export const approvalsPath = () => '/approvals'
export const giftCardsPath = () => '/gift-cards'
export const giftCardPath = (giftCardId: string) => `/gift-cards/${encodeURIComponent(giftCardId)}`
export const webhooksPath = () => '/webhooks'
export const webhookPath = (webhookId: string) => `/webhooks/${encodeURIComponent(webhookId)}`

/** The orders list with a search. */
export const orderSearchPath = (search: string) =>
  `${ordersPath()}?${new URLSearchParams({ q: search })}`

/** The webhooks of one order, by the storefront's order id. */
export const webhooksOfOrderPath = (externalOrderId: string) =>
  `${webhooksPath()}?${new URLSearchParams({ q: externalOrderId })}`

/** The inbox with a tab, cause or other filter. */
export const inboxPath = (state: Record<string, string>) =>
  `${exceptionsPath()}?${new URLSearchParams(state)}`

/** Accepts an order filter (`filter`, JSON) by POST and returns a CSV file. */
export const ordersExportPath = () => '/api/orders/export'

export const customersPath = () => '/customers'
export const customerPath = (customerId: string) => `/customers/${encodeURIComponent(customerId)}`

/** The orders list with a saved query string. */
export const ordersViewPath = (query: string) => (query ? `/orders?${query}` : '/orders?view=all')

export const settingsPath = () => '/settings'
export const peopleSettingsPath = () => '/settings/people'
export const limitSettingsPath = () => '/settings/limits'
export const storefrontSettingsPath = () => '/settings/storefronts'
export const retrySettingsPath = () => '/settings/retries'
export const playbookSettingsPath = (kind?: string) =>
  kind ? `/settings/playbooks?${new URLSearchParams({ kind })}` : '/settings/playbooks'
export const workHoursSettingsPath = () => '/settings/hours'
export const assignmentSettingsPath = () => '/settings/assignment'
export const alertSettingsPath = () => '/settings/alerts'
export const reportsPath = () => '/reports'

/** A report page; `query` is its query string. */
export const reportPath = (page: string, query = '') => {
  const path = page === 'overview' ? reportsPath() : `${reportsPath()}/${page}`
  return query ? `${path}?${query}` : path
}

/** The rows of a metric; `drill` as formatted by `formatDrill`. */
export const reportRowsPath = (drill: string) =>
  `${reportsPath()}/rows?${new URLSearchParams({ drill })}`

/** A report page as a file. */
export const reportExportPath = (page: string, format: string, input: object) =>
  `/api/reports/export?${new URLSearchParams({ page, format, input: JSON.stringify(input) })}`

/** The rows of a metric as a file. */
export const reportRowsExportPath = (drill: string, format: string) =>
  `/api/reports/rows?${new URLSearchParams({ drill, format })}`

/** A saved report: its page and query string, `sales?range=28d`. */
export const savedReportPath = (saved: string) => {
  const [page = '', ...query] = saved.split('?')
  return reportPath(page, query.join('?') || (page === 'overview' ? 'range=today' : ''))
}
