import 'server-only'
import { z } from 'zod'
import { maskCode } from '@/lib/channels/mask-code'
import { memberKey } from '@/lib/channels/whitelist-import-schema'
import type { WhitelistRow } from '@/lib/channels/whitelist-schema'
import type { Rank } from '@/lib/polyv/conditions'
import type { WhitelistEntry } from '@/lib/polyv/whitelist'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'

export type ListAddress = { connectionId: string; channelId: string; rank: Rank }

const stored = z.tuple([z.string(), z.string()])
const handleContext = ({ connectionId, channelId, rank }: ListAddress): string =>
  `whitelist:${connectionId}:${channelId}:${rank}`

/** Stands for a code wherever it is looked up or compared by people: the same member looks the same on every list. */
export const codePrint = (code: string): string => fingerprint(memberKey(code))

/** A member as a browser may hold it. Its handle opens on the server only, and only for this list. */
export const toRow = (list: ListAddress, { code, name }: WhitelistEntry): WhitelistRow => ({
  key: codePrint(code),
  handle: encryptSecret(JSON.stringify([code, name]), handleContext(list)),
  code: maskCode(code),
  name,
})

/** The member behind a handle; null for one that was made for another list, or made up. */
export function openHandle(list: ListAddress, handle: string): WhitelistEntry | null {
  try {
    const [code, name] = stored.parse(JSON.parse(decryptSecret(handle, handleContext(list))))
    return { code, name }
  } catch {
    return null
  }
}

/** All of them, each code once; null when one of them does not open. */
export function openHandles(list: ListAddress, handles: readonly string[]): WhitelistEntry[] | null {
  const members = new Map<string, WhitelistEntry>()
  for (const handle of handles) {
    const member = openHandle(list, handle)
    if (!member) return null
    members.set(memberKey(member.code), member)
  }
  return [...members.values()]
}
