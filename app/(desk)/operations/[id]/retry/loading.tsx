import { PageBody } from '@/components/shell/page-head'
import { FormSkeleton, HeadSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageBody>
      <HeadSkeleton />
      <FormSkeleton fields={6} />
    </PageBody>
  )
}
