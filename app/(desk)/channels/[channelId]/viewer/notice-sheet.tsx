'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Icon } from '@/components/ui/icon'
import { cleanNotice } from '../clean-notice'

/** The privacy notice as it would be read, in a frame where nothing may run and nothing may be loaded. */
export function NoticeSheet({ html, onClose }: { html: string; onClose: () => void }) {
  const t = useTranslations('viewer')
  const page = useMemo(() => noticePage(cleanNotice(html)), [html])
  return (
    <div className="viewer-sheet">
      <p className="viewer-sheet-head">
        {t('noticeTitle')}
        <button type="button" className="viewer-link" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" small />
        </button>
      </p>
      <iframe title={t('noticeTitle')} sandbox="" srcDoc={page} className="viewer-notice" />
    </div>
  )
}

const noticePage = (html: string): string =>
  `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src-attr 'unsafe-inline'"><body style="margin:10px 12px;font:13px/20px system-ui,sans-serif;color:#1b1d1f;background:#fffefb;overflow-wrap:anywhere">${html}</body>`
