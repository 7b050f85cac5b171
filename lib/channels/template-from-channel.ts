import 'server-only'
import type { ChannelChange, RankChange } from '@/lib/channels/apply-schema'
import { type BaseRank, isLocked, secretOf, settingsOf } from '@/lib/channels/form-schema'
import { getChannelForForm } from '@/lib/channels/queries'

/**
 * The conditions of a channel as a template would hold them. Codes and keys are not taken along: a code becomes something
 * to fill in, a key stays each channel's own. Null when the channel cannot be read.
 */
export async function changeFromChannel(connectionId: string, channelId: string): Promise<ChannelChange | null> {
  const loaded = await getChannelForForm(connectionId, channelId)
  if (loaded.state !== 'loaded') return null
  const { primary, secondary } = loaded.channel.base
  const change = { primary: toRank(primary), secondary: toRank(secondary) }
  const variables = (['primary', 'secondary'] as const).flatMap((rank) => {
    const wanted = change[rank]
    return wanted.kind === 'set' && wanted.settings.type === 'code' ? [`${rank}.${secretOf.code}`] : []
  })
  return { ...change, variables }
}

function toRank(base: BaseRank): RankChange {
  if (isLocked(base)) return { kind: 'keep' }
  if (!base.form.enabled) return { kind: 'off' }
  return base.form.type === null ? { kind: 'keep' } : { kind: 'set', settings: settingsOf(base.form, base.form.type) }
}
