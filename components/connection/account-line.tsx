import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { State } from '@/components/ui/state'
import { formatShortDateTime } from '@/lib/format'
import type { FootConnection } from './health-foot'
import { healthLook } from './health-look'
import { useTimeLeft } from './use-time-left'

type LineAccount = FootConnection & { isSandbox: boolean; lastOkAt: Date | null; isAddressRefused: boolean }

/** One account in a list: what it is, its figures, its state. */
export function AccountLine({ account }: { account: LineAccount }) {
  const t = useTranslations('connections')
  const timeLeft = useTimeLeft()
  const { kind, name, isSandbox, state, tokenLeftMs, clockOffsetMs, lastOkAt, isAddressRefused } = account
  const isUnwell = state === 'refused' || state === 'silent'
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line-soft py-1">
      <span className="font-medium">{name}</span>
      <span className="text-ink-2">{t(`kindShort.${kind}`)}</span>
      {isSandbox ? <Chip tone="orpiment">{t('sandbox')}</Chip> : null}
      <span className="text-12 text-ink-3">
        {tokenLeftMs !== null && tokenLeftMs > 0
          ? t('token.left', { left: timeLeft(tokenLeftMs) })
          : clockOffsetMs === null
            ? null
            : `${t('facts.clock')} ${(Math.abs(clockOffsetMs) / 1_000).toFixed(1)} s`}
      </span>
      {isUnwell && lastOkAt ? (
        <span className="text-12 text-ink-3">{t('lastOk', { time: formatShortDateTime(lastOkAt) })}</span>
      ) : null}
      {isAddressRefused ? <Chip tone="cinnabar">{t('addressRefused')}</Chip> : null}
      <State name={healthLook[state]} className="ml-auto">
        {t(`state.${state}`)}
      </State>
    </li>
  )
}
