import { DocumentRule } from '@/components/shell/document-rule'
import { Bone, TableSkeleton } from '@/components/ui/skeleton'

/** The paper lies there before anything is written on it. */
export default function Loading() {
  return (
    <>
      <div className="h-[58px]" />
      <div className="paper sheet mx-auto mb-12 max-w-[860px]">
        <DocumentRule />
        <div className="grid gap-4 px-10 pt-6 pb-8 max-tablet:px-4">
          <Bone width="72px" />
          <Bone width="60%" height={28} />
          <TableSkeleton rows={10} columns={4} />
        </div>
      </div>
    </>
  )
}
