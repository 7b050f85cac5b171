import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import type { Account } from '@/lib/connections/account'
import { formatShortDateTime } from '@/lib/format'
import { ChunkFact } from './chunk-fact'
import { ClockFact } from './clock-fact'
import { Fact, Parts, Since } from './fact'
import { LastErrorFact } from './last-error-fact'
import { RateFact } from './rate-fact'
import { TokenFact } from './token-fact'

/** What the account is on the left, how it is doing on the right. */
export function AccountFacts({ account, now }: { account: Account; now: Date }) {
  const t = useTranslations('connections')
  const tWhitelist = useTranslations('whitelist.account')
  const { secret } = account
  return (
    <div className="grid grid-cols-2 gap-x-10 max-desk:grid-cols-1">
      <dl>
        <Fact label={t(`facts.accountId.${account.kind}`)}>
          <Mono>{account.accountId}</Mono>
        </Fact>
        {account.kind === 'polyv' ? (
          <Fact label={t('facts.userId')}>{account.userId ? <Mono>{account.userId}</Mono> : t('never')}</Fact>
        ) : null}
        <Fact label={t('facts.endpoint')}>
          {t(`endpoint.${account.endpoint ?? 'gone'}`)} <Mono quiet>{new URL(account.baseUrl).host}</Mono>
        </Fact>
        <Fact label={t('facts.secret')}>
          {secret.fingerprint === null ? (
            <span className="text-cinnabar">{t('secretUnreadable')}</span>
          ) : (
            <Parts>
              {t('secretSet')}
              <span className="text-ink-3">{t('secretSince', { time: formatShortDateTime(secret.setAt) })}</span>
              <span title={t('fingerprint')}>
                <Mono quiet>{secret.fingerprint}</Mono>
              </span>
            </Parts>
          )}
        </Fact>
        <Fact label={t('facts.source')}>{t(`source.${account.source}`)}</Fact>
      </dl>
      <dl>
        <Fact label={t('facts.token')}>
          <TokenFact account={account} now={now} />
        </Fact>
        <Fact label={t('facts.clock')}>
          <ClockFact offsetMs={account.clockOffsetMs} />
        </Fact>
        <Fact label={t('facts.lastOk')}>
          {account.lastOkAt ? <Since at={account.lastOkAt} now={now} /> : t('never')}
        </Fact>
        <Fact label={t('facts.lastError')}>
          <LastErrorFact account={account} now={now} />
        </Fact>
        <Fact label={t('facts.rate')}>
          <RateFact rate={account.rate} now={now} />
        </Fact>
        {account.kind === 'wechat' ? (
          <Fact label={t('facts.chunk')}>
            <ChunkFact chunk={account.chunk} />
          </Fact>
        ) : null}
        {account.kind === 'polyv' && account.chunk.limit !== null ? (
          <Fact label={tWhitelist('fact')}>
            <span className="text-orpiment">{tWhitelist('limited', { limit: String(account.chunk.limit) })}</span>
          </Fact>
        ) : null}
      </dl>
    </div>
  )
}
