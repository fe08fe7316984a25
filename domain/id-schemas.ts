import { z } from 'zod'
import type {
  CustomerId,
  ExceptionId,
  GiftCardId,
  OrderId,
  PaymentId,
  ResolutionId,
  StaffId,
  StorefrontId,
} from './ids'

/** Validates a UUID and gives it the type of one kind of id. */
const idSchema = <T extends string>(): z.ZodType<T, T> =>
  z.uuid() as z.ZodType<unknown> as z.ZodType<T, T>

export const orderIdSchema = idSchema<OrderId>()
export const customerIdSchema = idSchema<CustomerId>()
export const paymentIdSchema = idSchema<PaymentId>()
export const giftCardIdSchema = idSchema<GiftCardId>()
export const resolutionIdSchema = idSchema<ResolutionId>()
export const exceptionIdSchema = idSchema<ExceptionId>()
export const storefrontIdSchema = idSchema<StorefrontId>()
export const staffIdSchema = idSchema<StaffId>()
