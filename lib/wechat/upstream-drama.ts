import 'server-only'
import { moment } from '@/lib/wechat/lossless'
import type { DramaRow } from '@/lib/wechat/schema'

type AuditState = 'invalid' | 'in_review' | 'failed' | 'passed' | 'rejected' | 'unknown'
type PlayState = 'playable' | 'in_review' | 'failed' | 'taken_down' | 'unknown'

export type UpstreamDrama = {
  dramaId: string
  name: string
  episodeCount: number | null
  auditState: AuditState
  playState: PlayState
  producer: string | null
  coverUrl: string | null
  createdAt: Date | null
  auditSubmittedAt: Date | null
  auditedAt: Date | null
}

const auditStates: readonly AuditState[] = ['invalid', 'in_review', 'failed', 'passed', 'rejected']
const playStates: readonly PlayState[] = ['playable', 'in_review', 'failed', 'taken_down']

/** A state that is missing or new to us is `unknown`, which nobody may grant. */
export function toUpstreamDrama(row: DramaRow): UpstreamDrama {
  return {
    dramaId: row.drama_id,
    name: row.name?.trim() || row.drama_id,
    episodeCount: row.media_count ?? null,
    auditState: auditStates[row.audit_detail?.status ?? -1] ?? 'unknown',
    playState: playStates[row.status ?? -1] ?? 'unknown',
    producer: row.producer?.trim() || null,
    coverUrl: row.cover_url || null,
    createdAt: moment(row.create_time ?? 0),
    auditSubmittedAt: moment(row.audit_detail?.create_time ?? 0),
    auditedAt: moment(row.audit_detail?.audit_time ?? 0),
  }
}
