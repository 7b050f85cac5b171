import 'server-only'
import { recordAlone } from '@/lib/audit/record-alone'
import { can } from '@/lib/auth/permissions'
import { recordRefusal } from '@/lib/auth/refusals'
import { readFrom } from '@/lib/channels/list-whitelist'
import { maskCode } from '@/lib/channels/mask-code'
import { channelNameOf } from '@/lib/channels/queries'
import type { ExportWhitelistInput } from '@/lib/channels/whitelist-input-schema'
import { whitelistLimits } from '@/lib/channels/whitelist-schema'
import { type ActionFailure, failure } from '@/lib/errors'
import { countCodePoints, formatDate } from '@/lib/format'
import { readWhitelist } from '@/lib/polyv/whitelist'
import { sheetFile } from '@/lib/sheets/sheet-file'
import type { WriteContext } from '@/lib/write'

/** A rank's list as a file. Codes are masked unless they are asked for in full, with a reason, by somebody who may see them. */
export async function exportWhitelist(
  { format, isFull, reason, ...list }: ExportWhitelistInput,
  columns: readonly string[],
  { actor, session, requestId }: WriteContext,
): Promise<Response | ActionFailure> {
  const { connectionId, channelId, rank } = list
  const target = { type: 'channel' as const, id: channelId, name: await channelNameOf(connectionId, channelId) }
  if (isFull && !can(session.user.role, 'whitelist.reveal')) {
    await recordRefusal({ actor, action: 'channel.whitelist.export', code: 'forbidden', requestId, target })
    return failure('forbidden')
  }
  const problem = isFull ? reasonProblem(reason) : null
  if (problem) return failure('invalid_input', { fieldErrors: { reason: problem } })
  const read = await readFrom(connectionId, (connection) =>
    readWhitelist(connection, { kind: 'channel', channelId }, rank),
  )
  if (!read.ok) return read
  const entries = read.data ?? []
  await recordAlone({
    phase: 'read',
    action: 'channel.whitelist.export',
    outcome: 'succeeded',
    actor,
    target,
    connectionId,
    requestId,
    ...(reason === '' ? {} : { reason }),
    detail: { rank, members: entries.length, format, codes: isFull ? 'full' : 'masked' },
  })
  return sheetFile({
    format,
    name: `whitelist-${channelId}-${rank}-${formatDate(new Date())}`,
    columns: [...columns],
    rows: entries.map(({ code, name }) => [isFull ? code : maskCode(code), name]),
  })
}

function reasonProblem(reason: string): string | null {
  if (reason === '') return 'reasonRequired'
  return countCodePoints(reason) > whitelistLimits.reason ? 'reasonTooLong' : null
}
