import type { ReactNode } from 'react'
import { BrandMark } from '@/components/shell/brand'
import { ClientMessages } from '@/components/shell/client-messages'
import { PreferenceSwitches } from '@/components/shell/preference-switches'
import { SandboxEdge } from '@/components/shell/sandbox-edge'
import { env } from '@/lib/env'

/** One sheet of paper with the mark at its head: what a person sees before they are anybody. */
export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={['auth']}>
      {env.SANDBOX_UPSTREAMS ? <SandboxEdge /> : null}
      <div className="mx-auto grid min-h-dvh w-full max-w-[440px] grid-rows-[1fr_auto] px-6">
        <main className="self-center py-10">
          <div className="mb-7 flex items-center gap-3">
            <BrandMark size={40} />
            <p>
              <b className="block font-serif text-20 font-semibold tracking-[.1em]" lang="zh-CN">
                钤印
              </b>
              <span className="block text-12 text-ink-3" lang="en">
                Countersign
              </span>
            </p>
          </div>
          {children}
        </main>
        <footer className="flex justify-between border-t border-line py-4">
          <PreferenceSwitches />
        </footer>
      </div>
    </ClientMessages>
  )
}
