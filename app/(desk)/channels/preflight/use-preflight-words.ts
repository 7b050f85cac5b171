'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import {
  type CheckState,
  type PreflightCheck,
  type PreflightDoor,
  type PreflightLine,
  stateOf,
} from '@/lib/channels/preflight-schema'

const marks: Record<CheckState, string> = { ok: '✓', attention: '△', fail: '✕' }

/** A line in words, for the screen and for a chat. */
export function usePreflightWords() {
  const t = useTranslations('preflight')
  const tChannels = useTranslations('channels')
  const door = (rank: 'primary' | 'secondary', { enabled, type, otherType }: PreflightDoor): string =>
    `${tChannels(`ranks.${rank}`)} ${enabled ? (type === null ? (otherType ?? '') : tChannels(`types.${type}`)) : tChannels('list.off')}`
  const doors = (line: PreflightLine): string =>
    line.doors === null
      ? ''
      : [door('primary', line.doors.primary), door('secondary', line.doors.secondary)].join(t('join'))
  const check = ({ key, rank, value }: PreflightCheck): string => {
    const words = t(`check.${key}`, { value })
    return rank === null ? words : t('ofRank', { rank: tChannels(`ranks.${rank}`), words })
  }
  return {
    doors,
    check,
    lineText: (line: PreflightLine): string => {
      const wrong = line.checks.filter((one) => one.state !== 'ok').map((one) => `${marks[one.state]} ${check(one)}`)
      return `${marks[stateOf(line)]} ${t('channel', { name: line.name, channelId: line.channelId })} ${[doors(line), ...wrong].filter(Boolean).join(t('join'))}`
    },
    /** Where it can be mended. */
    mendHref: (line: PreflightLine, { key }: PreflightCheck): Route =>
      (key === 'scheduled' ? '/channels/schedules' : `/channels/${line.channelId}`) as Route,
  }
}
