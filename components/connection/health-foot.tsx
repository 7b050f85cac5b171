import { useTranslations } from 'next-intl'
import { HealthLine } from '@/components/shell/health-line'
import { healthLook } from './health-look'
import { useTimeLeft } from './use-time-left'

export type FootConnection = {
  id: string
  kind: 'wechat' | 'polyv'
  name: string
  state: keyof typeof healthLook
  tokenLeftMs: number | null
  clockOffsetMs: number | null
}

/** Each connection in one line: what matters most about it now. */
export function HealthFoot({ connections }: { connections: readonly FootConnection[] }) {
  const t = useTranslations('connections')
  const timeLeft = useTimeLeft()
  if (connections.length === 0) return <HealthLine state="unknown">{t('foot.none')}</HealthLine>
  return connections.map((connection) => {
    const { id, kind, state, tokenLeftMs, clockOffsetMs } = connection
    const isOnly = connections.filter((other) => other.kind === kind).length === 1
    const name = isOnly ? t(`kindShort.${kind}`) : connection.name
    const words =
      state === 'healthy' && tokenLeftMs !== null && tokenLeftMs > 0
        ? t('foot.token', { name, left: timeLeft(tokenLeftMs) })
        : (state === 'healthy' || state === 'clock') && clockOffsetMs !== null
          ? t('foot.clock', { name, seconds: (Math.abs(clockOffsetMs) / 1_000).toFixed(1) })
          : t('foot.state', { name, state: t(`state.${state}`) })
    return (
      <HealthLine key={id} state={healthLook[state]}>
        {words}
      </HealthLine>
    )
  })
}
