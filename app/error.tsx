'use client'
import { FailedPage } from '@/components/shell/failed-page'

/** The desk's own frame failed, or a page outside the desk: there is nothing around it to stay. */
export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  )
}
