import 'server-only'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { sessionCookieName } from '@/lib/auth/cookie'
import { isHttps, ownOrigins } from '@/lib/auth/origin'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { MAXIMUM_PASSWORD_LENGTH, MINIMUM_PASSWORD_LENGTH } from '@/lib/auth/schema'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { newId } from '@/lib/id'
import { log } from '@/lib/log'

const ABSOLUTE_SESSION_SECONDS = 12 * 3_600

/**
 * Checks passwords, makes sessions and signs their cookie. Its own HTTP router is never mounted: the few doors under
 * `app/api/auth` call it, so none of its user-management endpoints exists on the network.
 */
export const auth = betterAuth({
  baseURL: ownOrigins[0],
  trustedOrigins: [...ownOrigins],
  secret: env.AUTH_SECRET,
  database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: MINIMUM_PASSWORD_LENGTH,
    maxPasswordLength: MAXIMUM_PASSWORD_LENGTH,
    password: { hash: hashPassword, verify: verifyPassword },
  },
  user: {
    additionalFields: {
      role: { type: 'string', input: false, defaultValue: 'support' },
      banned: { type: 'boolean', input: false, defaultValue: false },
    },
  },
  // A disabled person's right password starts nothing, and looks like a wrong one.
  databaseHooks: {
    session: {
      create: {
        before: async (session) => {
          const person = await db.user.findUnique({ where: { id: session.userId }, select: { banned: true } })
          return person?.banned === false
        },
      },
    },
  },
  // The expiry is the absolute one and never moves; lib/auth/session keeps the idle limit.
  session: { expiresIn: ABSOLUTE_SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
  // lib/auth/throttle counts in PostgreSQL, for every process.
  rateLimit: { enabled: false },
  advanced: {
    useSecureCookies: false,
    cookies: {
      session_token: {
        name: sessionCookieName,
        attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps },
      },
    },
    ipAddress: { ipAddressHeaders: ['x-countersign-address'] },
    database: { generateId: () => newId() },
  },
  telemetry: { enabled: false },
  logger: {
    disabled: false,
    level: 'error',
    log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ from: 'auth' }, message),
  },
})
