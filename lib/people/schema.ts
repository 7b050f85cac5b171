import { z } from 'zod'
import { emailSchema, newPasswordSchema } from '@/lib/auth/schema'

export const roleNames = ['admin', 'manager', 'support'] as const
export type RoleName = (typeof roleNames)[number]

const personId = z.string('required').min(1, 'required').max(64, 'invalid')
const name = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(40, 'nameLong')
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'nameCharacters')

export const inviteSchema = z.strictObject({ name, email: emailSchema, role: z.enum(roleNames, 'required') })
export type InviteInput = z.infer<typeof inviteSchema>

export const roleChangeSchema = z.strictObject({ personId, role: z.enum(roleNames, 'required') })
export const personSchema = z.strictObject({ personId })
export const endSessionSchema = z.strictObject({
  sessionId: z.string('required').min(1, 'required').max(64, 'invalid'),
})

export const joinSchema = z.strictObject({
  token: z.string('required').regex(/^[\w-]{43}$/, 'invalid'),
  name: name.optional(),
  password: newPasswordSchema,
})
export type JoinInput = z.infer<typeof joinSchema>

export const passwordChangeSchema = z.strictObject({
  currentPassword: z.string('required').min(1, 'required').max(128, 'passwordLong'),
  newPassword: newPasswordSchema,
})
export type PasswordChangeInput = z.infer<typeof passwordChangeSchema>

export type LinkPurpose = 'invite' | 'reset'
/** Shown once, to the administrator who made it. */
export type MadeLink = { path: string; purpose: LinkPurpose; expiresAt: string; personName: string }
