import 'server-only'
import { env } from '@/lib/env'

/** How many items one call carries: what a person chose, else the setting, and never more than the account was seen to take. */
export const chunkSizeOf = ({
  chunkSize,
  chunkLimit,
}: {
  chunkSize: number | null
  chunkLimit: number | null
}): number => Math.max(1, Math.min(chunkSize ?? env.WECHAT_CHUNK_SIZE, chunkLimit ?? Number.POSITIVE_INFINITY))
