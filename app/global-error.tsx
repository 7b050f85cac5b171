'use client'
import './globals.css'

/** The last resort: the layout itself failed, so there are no messages to translate from and both languages stand here. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN" data-theme="system">
      <body>
        <main className="mx-auto max-w-lg px-6 py-20">
          <div className="rule" />
          <h1 className="mt-4 font-serif text-26 font-semibold">这一页没能显示</h1>
          <p className="mt-1 text-14 text-ink-2">出了没有料到的问题，没有因此向上游发送任何请求。</p>
          <p className="mt-1 text-14 text-ink-2" lang="en">
            Something unexpected happened; nothing was sent upstream because of it.
          </p>
          {error.digest ? <p className="mono mt-3 text-ink-3">{error.digest}</p> : null}
          <button
            type="button"
            onClick={reset}
            className="mt-5 h-8 rounded-control border border-line bg-surface px-3 font-medium"
          >
            再试一次 <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  )
}
