import 'server-only'
import { ownOrigins } from '@/lib/auth/origin'

/** Where to go after signing in: a path of ours, or the first page when it is anything else. */
export function toReturnPath(value: string | null | undefined): string {
  if (!value?.startsWith('/') || value.length > 2_000) return '/'
  const base = ownOrigins[0] ?? 'http://localhost'
  if (!URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  const path = url.pathname + url.search + url.hash
  if (url.origin !== new URL(base).origin || path.startsWith('//')) return '/'
  return /^\/(sign-in|invite|api)(\/|\?|$)/.test(path) ? '/' : path
}
