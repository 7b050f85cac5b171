import { z } from 'zod'
import { isCommonPassword } from '@/lib/auth/password-schema'

export const MINIMUM_PASSWORD_LENGTH = 12
export const MAXIMUM_PASSWORD_LENGTH = 128

export const emailSchema = z
  .string('required')
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(254, 'email')
  .pipe(z.email('email'))

export const newPasswordSchema = z
  .string('required')
  .min(MINIMUM_PASSWORD_LENGTH, 'passwordShort')
  .max(MAXIMUM_PASSWORD_LENGTH, 'passwordLong')
  .refine((password) => !isCommonPassword(password), 'passwordPlain')

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: z.string('required').min(1, 'required').max(MAXIMUM_PASSWORD_LENGTH, 'passwordLong'),
})
