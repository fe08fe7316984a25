import * as customerEvents from './customer-events'
import type { EventFactory } from './define-event'
import * as exceptionEvents from './exception-events'
import * as giftCardEvents from './gift-card-events'
import * as orderEvents from './order-events'
import * as paymentEvents from './payment-events'
import * as reportEvents from './report-events'
import * as resolutionEvents from './resolution-events'
import * as settingsEvents from './settings-events'
import * as shipmentEvents from './shipment-events'
import * as staffEvents from './staff-events'
import * as stepEvents from './step-events'
import * as systemEvents from './system-events'
import * as triageEvents from './triage-events'

const FILES = {
  ...customerEvents,
  ...exceptionEvents,
  ...giftCardEvents,
  ...orderEvents,
  ...paymentEvents,
  ...reportEvents,
  ...resolutionEvents,
  ...settingsEvents,
  ...shipmentEvents,
  ...staffEvents,
  ...stepEvents,
  ...systemEvents,
  ...triageEvents,
} as const

type AnyEvent = EventFactory<string, never, object>
type CatalogEvent = Extract<(typeof FILES)[keyof typeof FILES], AnyEvent>
type StoredIn<Target extends string> = Extract<
  CatalogEvent,
  { readonly targets: { readonly [T in Target]: object } }
>

/** The stored data of an event. Old rows may lack fields, so every value must be checked. */
type StoredData<Event> =
  Event extends EventFactory<string, infer Data, unknown>
    ? { readonly [Field in keyof Data]?: unknown }
    : never

type ByName<Event extends CatalogEvent> = {
  [Name in Event['eventName']]: StoredData<Extract<Event, { readonly eventName: Name }>>
}

/** Stored data by event name, of the events on order timelines. */
export type TimelineEvents = ByName<StoredIn<'timeline'>>
/** Stored data by event name, of the events in exception histories. */
export type HistoryEvents = ByName<StoredIn<'history'>>

const isEvent = (value: unknown): value is CatalogEvent =>
  typeof value === 'function' && 'eventName' in value

/** Every event that is stored on a timeline, in an exception history or in the audit log. */
export const EVENTS: readonly CatalogEvent[] = Object.values(FILES).filter(isEvent)
