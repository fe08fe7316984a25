import { ordersExportPath } from '@/paths/routes'

/** Downloads the orders of a filter. By a form: the ids of a long choice are too many for an address. */
export function exportOrders(filter: object): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = ordersExportPath()
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'filter'
  field.value = JSON.stringify(filter)
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}
