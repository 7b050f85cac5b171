import { PageBody } from '@/components/shell/page-head'
import { FormSkeleton, HeadSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageBody>
      <HeadSkeleton />
      <div className="grid gap-8 desk:grid-cols-2">
        <FormSkeleton fields={5} />
        <FormSkeleton fields={5} />
      </div>
    </PageBody>
  )
}
