'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TestResult } from '@/lib/connections/test-connection'
import { RefusalNotice } from '../refusal-notice'
import { testConnection } from './actions'
import { TestReport } from './test-report'
import { useConnectionWrite } from './use-connection-write'

/** Tries the account for real; the answer stays on the page until the next try. Other actions stand beside it. */
export function AccountTest({
  connectionId,
  kind,
  children,
}: {
  connectionId: string
  kind: 'wechat' | 'polyv'
  children: ReactNode
}) {
  const t = useTranslations('connections.actions')
  const { run, isPending, refusal } = useConnectionWrite(testConnection)
  const [result, setResult] = useState<TestResult | null>(null)
  const test = () => {
    setResult(null)
    run({ connectionId }, setResult)
  }
  return (
    <div className="mt-3 grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button icon="pulse" onClick={test} pending={isPending && t('testing')}>
          {t('test')}
        </Button>
        {children}
      </div>
      <RefusalNotice refusal={refusal} />
      <div role="status">{result ? <TestReport result={result} kind={kind} /> : null}</div>
    </div>
  )
}
