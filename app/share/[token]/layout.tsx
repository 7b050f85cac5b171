import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { BrandMark } from '@/components/shell/brand'
import { PreferenceSwitches } from '@/components/shell/preference-switches'
import { SandboxEdge } from '@/components/shell/sandbox-edge'
import { env } from '@/lib/env'

export const metadata: Metadata = { robots: { index: false, follow: false, noarchive: true, nosnippet: true } }

/** A sheet of paper and nothing of the desk: what somebody outside sees. */
export default function ShareLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {env.SANDBOX_UPSTREAMS ? <SandboxEdge /> : null}
      <div className="mx-auto grid min-h-dvh w-full max-w-[860px] grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr_auto] px-6 max-tablet:px-4">
        <header className="flex items-center gap-3 py-5">
          <BrandMark size={28} />
          <p>
            <b className="font-serif text-16 font-semibold tracking-[.1em]" lang="zh-CN">
              钤印
            </b>{' '}
            <span className="text-12 text-ink-3" lang="en">
              Countersign
            </span>
          </p>
        </header>
        <main>{children}</main>
        <footer className="flex flex-wrap justify-between gap-3 py-5">
          <PreferenceSwitches />
        </footer>
      </div>
    </>
  )
}
