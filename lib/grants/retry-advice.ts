import 'server-only'
import { adviceFor } from '@/lib/wechat/errors'

/** What has to happen before trying again can help: nothing, a fresh catalogue, or somebody's hand. */
export type RetryHint = 'now' | 'refresh' | 'partner' | 'admin' | 'fix' | 'engineer' | 'date'

/** WeChat could not fetch the drama; a fresh listing tells whether it is still ours and approved. */
const missingDrama: ReadonlySet<string> = new Set(['1', '10093030'])
/** Names, occupied episodes, missing material: mended in WeChat's console. */
const material: ReadonlySet<string> = new Set(['10090024', '10090029', '10090040', '10090041', '10090042'])
const byAdmin: ReadonlySet<string> = new Set(['connection_closed', 'permission_lost'])

export function retryHint({ code, cause }: { code: string | null; cause: string | null }): RetryHint {
  const known = [code, cause].filter((word) => word !== null)
  if (known.includes('expiry_floor')) return 'date'
  if (known.some((word) => byAdmin.has(word))) return 'admin'
  if (code === null || code === '0' || !/^-?\d+$/.test(code)) return 'now'
  if (missingDrama.has(code)) return 'refresh'
  if (material.has(code)) return 'fix'
  const { fixer } = adviceFor(code)
  if (fixer === 'partner' || fixer === 'admin') return fixer
  return fixer === 'us' ? 'engineer' : 'now'
}

/** Causes that a retry may mend by itself; the others are only tried again when a person says so. */
export const helpsAtOnce = (hint: RetryHint): boolean => hint === 'now' || hint === 'refresh'
